import sys; sys.path.insert(0,"/tmp/t"); rec=sys.argv[1]; sys.argv=[sys.argv[0],rec,"choice","/tmp/t/rk"]
from ev import *
from quotetrack import settings
p=RecordedParser(Path(rec))
base={"pronoun":.5,"other pronoun":.7,"name":.6,"bare":.6,"description":.7,"nothing":.7}
def go(c,tag):
    settings.LEAD.clear(); settings.LEAD.update(c); o=run(p,"choice",False); print(tag," | ".join(" ".join(x for x in as_line(n,k).split(", ") if x.startswith(("right","wrong","role"))) for n,k in o),flush=True)
go(base,"base")
for k in base:
    for v in (.4,.5,.6,.7,.8,.9):
        if v!=base[k]: go(base|{k:v},f"{k} {v}")
