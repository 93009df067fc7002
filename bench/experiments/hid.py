import sys, onnx, pickle, numpy as np, json, gzip
from pathlib import Path
sys.path.insert(0,"/work/main")
from quotetrack.parse.encoder import open_session
from quotetrack.parse.features import PieceTokenizer, windows, read_words, prepare
from quotetrack.text import repair
pack=Path(sys.argv[1]); m=onnx.load(str(pack/"encoder.onnx"))
m.graph.output.append(onnx.helper.make_tensor_value_info("/layers.5/Add_4_output_0",onnx.TensorProto.FLOAT,None)); onnx.save(m,"/tmp/t/hidb.onnx")
s=open_session(Path("/tmp/t/hidb.onnx")); tk=PieceTokenizer(pack/"vocab.txt"); D=Path("/work/shared/data")
want={json.loads(l)["doc"] for f in ["polnear_train","polnear_more","worldwide","worldwide_more"] for l in open(D/f"people/{f}.jsonl")}
out={}
for f in ["polnear/train.jsonl.gz","worldwide/articles.jsonl.gz","worldwide/more.jsonl.gz"]:
    for l in gzip.open(D/f,"rt"):
        d=json.loads(l)
        if d["doc"] not in want: continue
        words=read_words(prepare(repair(d["text"])[0])); n=len(words.spans)
        v=np.zeros((n,384),dtype=np.float16)
        for w in windows(words,tk.pieces(words.forms)):
            h=s.run(["/layers.5/Add_4_output_0"],{"ids":np.array([w.ids],dtype=np.int64),"types":np.array([w.types],dtype=np.int64)})[0][0]
            v[list(w.words)]=h[list(w.heads)]
        out[d["doc"]]=(np.array([x.start for x in words.spans]),np.array([x.end for x in words.spans]),v)
pickle.dump(out,open(sys.argv[2],"wb")); print(len(out))
