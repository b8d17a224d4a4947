#!/usr/bin/env python3
"""Builds NAME.json from NAME.txt and NAME.ann, for every NAME given or for whole folders.

    annotate.py [--check | --show] [FOLDER | NAME.ann ...]

The .ann files are the source of truth; README.md explains them, ann.py reads them.
--check writes nothing, fails where a JSON is stale, and lists names and third-person
pronouns of the text that no actor accounts for. --show prints quotes and claims as they
were understood, for reading back.
"""
import json
import pathlib
import sys

sys.dont_write_bytecode = True
from ann import Annotation, Bad  # noqa: E402


def show(analysis, text):
    """Prints quotes and claims in words."""
    raw = text.encode("utf-8")
    words = lambda span: " ".join(raw[span["start"]:span["end"]].decode().split()) if span else "-"
    names = [actor["name"] for actor in analysis["actors"]]
    for quote in analysis["quotes"]:
        speaker = "-" if quote["speaker"] is None else names[quote["speaker"]]
        content = " … ".join(words(piece) for piece in quote["content"])
        kind = quote["kind"] + (", carried" if quote["carried"] else "")
        print(f"  {kind} | {speaker}: {words(quote['source'])} | {words(quote['cue'])} | {content}")
    for claim in analysis["claims"]:
        holders = " > ".join(words(a["holder"]) for a in claim["attribution"]) or "own"
        print(f"  {holders} | {claim['modality']} | {claim['polarity']} | {words(claim)}")


def layout(analysis):
    """JSON with one actor, quote, claim, time and quantity a line, so that changes can be read."""
    parts = []
    for key, value in analysis.items():
        text = json.dumps(value, ensure_ascii=False)
        if isinstance(value, list) and value:
            lines = [json.dumps(item, ensure_ascii=False) for item in value]
            text = "[\n  " + ",\n  ".join(lines) + "\n ]"
        parts.append(f' "{key}": {text}')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def relations(path):
    """The pairs of a relations.tsv in the form of the `compare` command, one JSON a line."""
    lines = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != 6:
            raise Bad(f"{path.name}:{number}: expected 6 columns, found {len(cells)}")
        ends = []
        for name, passage in (cells[0:2], cells[2:4]):
            annotation = Annotation(path.with_name(name + ".ann"))
            whole, parts = annotation.one(passage, {"<": ">"})
            place = parts.get("<", [whole])[0]
            if all(claim["place"] != place for claim in annotation.claims):
                raise Bad(f"{path.name}:{number}: no claim of {name}: {passage}")
            ends.append({"id": name, **annotation.span(place)})
        reason = None if cells[5] == "-" else cells[5]
        lines.append(json.dumps({"a": ends[0], "b": ends[1], "of": "claim", "relation": cells[4],
                                 "reason": reason, "evidence": [], "confidence": 1.0}) + "\n")
    return "".join(lines)


def is_current(target, out, source):
    """True if the file holds just this; says so if not."""
    if target.exists() and target.read_text(encoding="utf-8") == out:
        return True
    print(f"{target.name}: not what {source.name} says; run annotate.py", file=sys.stderr)
    return False


def main(arguments):
    check, reading = "--check" in arguments, "--show" in arguments
    paths = [pathlib.Path(a) for a in arguments if not a.startswith("--")]
    paths = paths or [pathlib.Path(__file__).parent]
    files = sorted(f for p in paths for f in (p.glob("*.ann") if p.is_dir() else [p]))
    failed = False
    for path in [p / "relations.tsv" for p in paths if (p / "relations.tsv").exists()]:
        try:
            out, target = relations(path), path.with_suffix(".jsonl")
        except Bad as bad:
            print(bad, file=sys.stderr)
            failed = True
            continue
        if not check and not reading:
            target.write_text(out, encoding="utf-8")
        else:
            failed |= not is_current(target, out, path)
    for path in files:
        try:
            annotation = Annotation(path)
            analysis = annotation.analysis()
            out = layout(analysis)
        except Bad as bad:
            print(bad, file=sys.stderr)
            failed = True
            continue
        target = path.with_suffix(".json")
        if check:
            for line in annotation.unaccounted():
                print(line, file=sys.stderr)
            failed |= not is_current(target, out, path)
        elif reading:
            show(analysis, annotation.text)
        else:
            target.write_text(out, encoding="utf-8")
        print(f"{path.stem}: {len(annotation.actors)} actors, {len(annotation.quotes)} quotes, "
              f"{len(annotation.claims)} claims, {len(annotation.times)} times, "
              f"{len(annotation.quantities)} quantities")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
