"""by.py RECORDING choice|train: right/wrong by manner."""
import sys; sys.path.insert(0,"/tmp/t"); sys.argv=[sys.argv[0],*sys.argv[1:]]
from ev import *
sys.path.insert(0,"/work/shared/tools")
import people_eval as pe
from collections import defaultdict
def by(parser, which):
    for arts,people,last in SETS:
        A=list(read_annotated(D/arts,D/f"people/{people}.jsonl"))
        A=A[-last:] if which=="choice" else A[:-last]
        raw={r["doc"]:r for r in pe.lines(D/f"people/{people}.jsonl")}; texts={d["doc"]:d for d in pe.lines(D/arts)}
        c=defaultdict(Counter)
        for each,(_,q) in zip(A,extract_articles((Article(x.doc,x.text) for x in A),parser),strict=True):
            if isinstance(q,Exception): continue
            found=[(j,pe.chars(j["content"])) for j in (as_json(x,each.doc) for x in q)]
            for key,spans,speakers,act,ids in pe.questions(texts[each.doc],raw[each.doc]):
                if ids=="-" or act not in "sw": continue
                gold=pe.chars(spans["content"]); best,share=None,.3
                for j,has in found:
                    got=len(gold&has)/len(gold)
                    if got>share or (got==share and best is None): best,share=j,got
                named=[s for s in speakers if s["kind"]!="unnamed"]; sp=best["speaker"] if best else {}
                kind=pe.manner(texts[each.doc],spans,named or speakers)
                source=" ".join(each.text[s:e] for s,e in spans["source"])
                ok=(best is not None and not sp.get("name")) if not named else any(pe.right_one(g,sp) for g in named) or (best is not None and not sp.get("name") and bool(set(pe.words(source))&pe.DOCUMENTS) and named[0]["kind"]=="organization")
                wrong=best is not None and bool(sp.get("name")) and not ok
                for k in (kind,("all","")):
                    c[k]["n"]+=1; c[k]["right"]+=ok; c[k]["wrong"]+=wrong; c[k]["missed"]+=best is None; c[k]["nobody"]+=best is not None and not sp.get("name") and not ok
        print(people,which)
        for k,v in sorted(c.items(),key=lambda x:-x[1]["n"]): print("  %-13s %-10s %5d right %5.1f wrong %5.1f missed %5.1f nobody %5.1f"%(*k,v["n"],*(100*v[x]/v["n"] for x in("right","wrong","missed","nobody"))))
if __name__=="__main__": by(RecordedParser(Path(sys.argv[1])),sys.argv[2])
