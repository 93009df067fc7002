"""What the command line and the web pages say alike: quotations, speakers and verdicts in words, marked texts."""
