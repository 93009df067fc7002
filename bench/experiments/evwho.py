"""evwho.py RECORDING NET.json: choice rows, gold history and own."""
import sys; sys.path.insert(0,"/work/main")
from pathlib import Path
from collections import defaultdict, Counter
from quotetrack.parse.recorded import RecordedParser
from quotetrack.train.speakers import *
p=RecordedParser(Path(sys.argv[1])); net=Network.from_json(Path(sys.argv[2]).read_text())
lang=Language("en"); lang.ranking=net
arts=list(read_articles(Path("/work/shared/data"),choice=True))
for guess in (False,True):
    asked=[a for art in arts for a in asked_in(art,p.parse([repair(art.text)[0]])[0],lang,guess=guess)]
    for m in (0,.4,.5,.6):
        c=Counter(); k=defaultdict(Counter)
        for a in asked:
            s=net.shares(a.rows); b=int(s.argmax()); n=len(s)-1
            if b<n and s[b]<m: b=n
            for d in (c,k[a.kind]):
                d["n"]+=1; d["right"]+=bool(a.right[b]); d["wrong"]+=b<n and not a.right[b]; d["nogold"]+=bool(a.right[n])
        print(guess,m,"%d right %.1f wrong %.1f nobodyright %.1f"%(c["n"],100*c["right"]/c["n"],100*c["wrong"]/c["n"],100*c["nogold"]/c["n"]))
    for kind,v in sorted(k.items(),key=lambda x:-x[1]["n"]): print("   ",kind,dict(v))
