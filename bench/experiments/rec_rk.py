"""rec.py PACK RECORDING choice|all: record parses of annotated articles (and of the dev part)."""
import sys, gzip, json
from pathlib import Path
sys.path.insert(0,"/tmp/t"); sys.path.insert(0,"/tmp/t/rk")
from quotetrack.parse.parsers import load_pack
from quotetrack.parse.pack import find_pack
from quotetrack.parse.recorded import text_key, document_to_json
from quotetrack import Article, extract_articles
D=Path("/work/shared/data"); pack=Path(sys.argv[1])
P={f:[json.loads(l)["doc"] for l in open(D/f"people/{f}.jsonl")] for f in ["polnear_train","polnear_more","worldwide","worldwide_more"]}
choice=set(P["polnear_train"][-52:])|set(P["worldwide"][-40:])
want=choice if sys.argv[3]=="choice" else set(P["polnear_train"][:45])|set(P["worldwide"][:25])|set(P["worldwide_more"][:20]) if sys.argv[3]=="some" else {d for r in P.values() for d in r}
texts=[]
for f in ["polnear/train.jsonl.gz","worldwide/articles.jsonl.gz","worldwide/more.jsonl.gz"]:
    for l in gzip.open(D/f,"rt"):
        d=json.loads(l)
        if d["doc"] in want: texts.append((d["doc"],d["text"]))
if sys.argv[3]=="all": texts+=[(d["doc"],d["text"]) for d in map(json.loads,gzip.open(D/"polnear/dev.jsonl.gz","rt"))]
parser=load_pack(pack,1)
stored={}
class Rec:
    stamp=parser.stamp
    def parse(self,texts):
        docs=parser.parse(texts)
        for t,d in zip(texts,docs): stored[text_key(t)]=document_to_json(d)
        return docs
n=sum(1 for _ in extract_articles((Article(a,b) for a,b in texts),Rec()))
with open(sys.argv[2],"w") as f:
    f.write(json.dumps({"stamp":parser.stamp})+"\n")
    for k,v in stored.items(): f.write(json.dumps({"text":k}|v)+"\n")
print(n)
