import sys; sys.path.insert(0,"/tmp/t"); sys.path.insert(0,"/work/shared/tools")
import sys; sys.argv=[sys.argv[0],sys.argv[1],sys.argv[2],"/tmp/t/rk"]
from ev import *
import people_eval as pe
from collections import defaultdict
p=RecordedParser(Path(sys.argv[1])); which=sys.argv[2]
c=defaultdict(Counter)
for arts,people,last in SETS:
    A=list(read_annotated(D/arts,D/f"people/{people}.jsonl")); A=A[-last:] if which=="choice" else A[:-last]
    raw={r["doc"]:r for r in pe.lines(D/f"people/{people}.jsonl")}; texts={d["doc"]:d for d in pe.lines(D/arts)}
    for each,(_,q) in zip(A,extract_articles((Article(x.doc,x.text) for x in A),p),strict=True):
        if isinstance(q,Exception): continue
        found=[(j,pe.chars(j["content"])) for j in (as_json(x,each.doc) for x in q)]
        for key,spans,speakers,act,ids in pe.questions(texts[each.doc],raw[each.doc]):
            if ids=="-" or act not in "sw": continue
            gold=pe.chars(spans["content"]); best,share=None,.3
            for j,has in found:
                got=len(gold&has)/len(gold)
                if got>share or (got==share and best is None): best,share=j,got
            if best is None: continue
            named=[s for s in speakers if s["kind"]!="unnamed"]; sp=best["speaker"]
            ok=(not sp.get("name")) if not named else any(pe.right_one(g,sp) for g in named)
            k=(people[:4],best["trace"]["rule"]+("" if sp.get("name") else " (nobody)"))
            c[k]["n"]+=1; c[k]["ok"]+=ok; c[k]["wrong"]+=bool(sp.get("name")) and not ok
            if not ok and not named: c[k]["gold unnamed"]+=1
            elif not ok: c[k]["gold "+named[0]["kind"]]+=1
for k,v in sorted(c.items(),key=lambda x:(x[0][0],-x[1]["n"])): print(k,dict(v))
