import sys; sys.path.insert(0,"/tmp/t"); sys.path.insert(0,"/work/main"); sys.path.insert(0,"/work/shared/tools")
import people_eval as pe, random, pickle
from pathlib import Path
from quotetrack.parse.recorded import RecordedParser
from quotetrack import Article, as_json, extract_articles
from ev import SETS, MORE, D
rec=sys.argv[1]; want=sys.argv[2].split("/"); what=sys.argv[3]; N=int(sys.argv[4]); sets=sys.argv[5] if len(sys.argv)>5 else ""
p=RecordedParser(Path(rec)); out=[]
for arts,people,last in SETS+MORE:
    if sets not in people: continue
    texts={d["doc"]:d for d in pe.lines(D/arts)}; rows=list(pe.lines(D/f"people/{people}.jsonl")); rows=rows[:-last] if last else rows
    for row,(_,q) in zip(rows,extract_articles((Article(r["doc"],texts[r["doc"]]["text"]) for r in rows),p)):
        if isinstance(q,Exception): continue
        found=[(j,pe.chars(j["content"])) for j in (as_json(x,row["doc"]) for x in q)]
        art=texts[row["doc"]]
        for key,spans,speakers,act,ids in pe.questions(art,row):
            if ids=="-" or act not in "sw": continue
            gold=pe.chars(spans["content"]); best,share=None,.3
            for j,has in found:
                got=len(gold&has)/len(gold)
                if got>share or (got==share and best is None): best,share=j,got
            named=[s for s in speakers if s["kind"]!="unnamed"]; sp=best["speaker"] if best else {}
            kind=pe.manner(art,spans,named or speakers)
            if (kind[0] not in want[0].split("|")) or (want[1] and kind[1] not in want[1].split("|")): continue
            ok=(best is not None and not sp.get("name")) if not named else any(pe.right_one(g,sp) for g in named)
            wrong=best is not None and bool(sp.get("name")) and not ok
            state="right" if ok else "wrong" if wrong else "missed" if best is None else "nobody"
            if state!=what: continue
            t=art["text"]; lo=min(s for x in spans.values() for s,e in x); hi=max(e for x in spans.values() for s,e in x)
            src=" ".join(t[s:e] for s,e in spans["source"])
            out.append("%s | gold %s | gsrc «%s» | ours %s via %s src «%s» | …%s…"%(row["doc"][:14],"; ".join(s.get("name") or s.get("head","") for s in speakers),src[:70],sp.get("name"),best and best["trace"]["rule"],(best or {}).get("mention"),t[max(0,lo-60):min(hi,lo+150)].replace("\n"," ")))
random.Random(4).shuffle(out); print(len(out)); print("\n".join(out[:N]))
