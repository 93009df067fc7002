"""raw_parser(recording, hid pickle): documents with the encoder's own vectors."""
import pickle, numpy as np
from dataclasses import replace
from quotetrack.records import SpanVector
from quotetrack.parse.labels import MEANINGS
class Raw:
    def __init__(self,rec,hid,docs): self.p,self.H,self.docs=rec,hid,docs   # docs: text->doc name
    def __call__(self,text):
        d=self.p.parse([text])[0]; h=self.H[self.docs[text]]; out=[]
        for f in (*d.roles,*d.entities):
            lab=f.label if f.label in MEANINGS else "name"
            a=int(np.searchsorted(h[1],f.span[0],"right")); b=int(np.searchsorted(h[0],f.span[1],"left"))
            v=h[2][a:max(b,a+1)].astype(np.float32).mean(0)
            out.append(SpanVector(lab,f.span,tuple(np.tile(v,3) if lab=="name" else v)))
        return replace(d,vectors=tuple(out))
def project(doc,meanings,rnd=2):
    from quotetrack.parse.labels import meaning_block
    out=[]
    for v in doc.vectors:
        x=np.array(v.numbers[:384],dtype=np.float32)
        out.append(SpanVector(v.label,v.span,tuple(round(float(y),rnd) for y in meanings[meaning_block(v.label)]@x)))
    return replace(doc,vectors=tuple(out))
