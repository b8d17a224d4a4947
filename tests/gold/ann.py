"""Reads .ann files: what a person marked in a text, each span given by its own words.

README.md explains the form. A span that is missing or found more than once, an unknown
label and an unknown value are errors that name file and line.
"""
import calendar
import datetime
import hashlib
import re

FORMS = ("name", "alias", "demonym", "nominal", "pronoun")
KINDS = ("person country government organization media military party location city group "
         "other").split()
BLOCKS = ("headline byline dateline lede paragraph subheading caption list boilerplate").split()
QUOTES = ("direct", "indirect", "mixed")
CLASSES = ("say claim confirm deny believe estimate predict promise warn suggest "
           "perceive").split()
MODALITIES = {"asserted": 3.0, "denied": 3.0, "predicted": 1.5, "possible": 0.5,
              "hypothetical": 0.0, "intended": 1.0, "obligated": 0.5}
COMPARISONS = ("superlative", "first", "only", "comparative", "record")
BOUNDS = ("exactly", "about", "more_than", "at_least", "less_than", "at_most")
TIMES = ("DATE", "TIME", "DURATION", "SET")
PRONOUNS = ("he him his himself she her hers herself they them their theirs themselves").split()


class Bad(Exception):
    """A line that cannot be read; the message is for the annotator."""


def find(text, passage, marks):
    """All places of a passage, each as (whole, {mark: [span, ...]}) in characters.

    ' .. ' skips to the next words, blanks match any blanks. `marks` maps opening signs
    to closing ones; a pair of them sets off a part of the passage.
    """
    closing = {close: opening for opening, close in marks.items()}
    signs = "".join(re.escape(sign) for pair in marks.items() for sign in pair)
    names, stack, words, body = [], [], "", ""
    for piece in re.split(rf"([{signs}]| \.\. |\s+)" if signs else r"( \.\. |\s+)", passage):
        if piece in marks:
            names.append(piece)
            stack.append(piece)
            body += "("
        elif piece in closing:
            if not stack or stack.pop() != closing[piece]:
                raise Bad(f"unpaired {piece!r} in: {passage}")
            body += ")"
        elif piece == " .. ":
            body += ".*?"
        elif piece.isspace():
            body += r"\s+"
        else:
            body += re.escape(piece)
            words += piece
    if stack:
        raise Bad(f"unpaired {stack[-1]!r} in: {passage}")
    left = r"(?<!\w)" if re.match(r"\w", words) else ""
    right = r"(?!\w)" if re.search(r"\w$", words) else ""
    places = []
    for hit in re.finditer(left + body + right, text, re.S):
        parts = {}
        for number, name in enumerate(names, 1):
            parts.setdefault(name, []).append(hit.span(number))
        places.append((hit.span(), parts))
    return places


class Annotation:
    """One article's text with what the .ann file says of it."""

    def __init__(self, path):
        self.path = path
        self.text = path.with_suffix(".txt").read_bytes().decode("utf-8")
        self.bytes = [0]
        for character in self.text:
            self.bytes.append(self.bytes[-1] + len(character.encode("utf-8")))
        self.meta = {"title": None, "published": None, "byline": None, "source": None,
                     "url": None, "language": "en"}
        self.blocks, self.actors, self.quotes, self.claims = [], [], [], []
        self.times, self.quantities, self.comparisons = [], [], []
        self.labels = {"actor": {}, "quote": {}, "claim": {}}
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.lstrip().startswith("#"):
                try:
                    self.read(line)
                except (Bad, IndexError, ValueError) as bad:
                    what = bad if isinstance(bad, Bad) else "words are missing or not of the form"
                    raise Bad(f"{path.name}:{number}: {what}: {line.strip()}") from None

    def span(self, place):
        """A span in bytes, checked to slice back to the same words."""
        start, end = place
        out = {"start": self.bytes[start], "end": self.bytes[end]}
        raw = self.text.encode("utf-8")[out["start"]:out["end"]].decode("utf-8")
        if raw != self.text[start:end]:
            raise Bad(f"bytes {out} do not slice back to {self.text[start:end]!r}")
        return out

    def one(self, passage, marks):
        """The only place of a passage; '#2' at its end asks for the second one."""
        wanted = re.search(r" #(\d+)$", passage)
        if wanted:
            passage = passage[:wanted.start()]
        places = find(self.text, passage, marks)
        if wanted and int(wanted[1]) <= len(places):
            return places[int(wanted[1]) - 1]
        if len(places) != 1:
            raise Bad(f"found {len(places)} times, expected one: {passage}")
        return places[0]

    def words(self, listing, taken=()):
        """Spans of 'words ; [words] in context ; words #2 ; words #*'."""
        out = []
        for item in listing.split(" ; "):
            item = item.strip()
            if item.endswith(" #*"):
                for whole, _ in find(self.text, item[:-3], {}):
                    if not any(t[0] <= whole[0] and whole[1] <= t[1] for t in taken):
                        out.append(whole)
                continue
            whole, parts = self.one(item, {"[": "]"})
            out.append(parts["["][0] if parts else whole)
        return out

    def label(self, sort, name):
        if name not in self.labels[sort]:
            raise Bad(f"unknown {sort} {name!r}")
        return self.labels[sort][name]

    def read(self, line):
        if line[0] not in " \t" and re.match(r"\w+:", line):
            key, value = line.split(":", 1)
            if key not in self.meta:
                raise Bad(f"unknown field {key!r}")
            self.meta[key] = value.strip()
            return
        head, _, rest = line.partition("|")
        head, rest = head.split(), rest.strip()
        if not head or not rest:
            raise Bad("expected: words | words of the text")
        reader = getattr(self, "read_" + head[0], None)
        if head[0] in FORMS:
            taken = [m[0] for a in self.actors for m in a["places"]]
            for place in self.words(rest, taken):
                self.actors[-1]["places"].append((place, head[0]))
        elif reader is None:
            raise Bad(f"unknown line {head[0]!r}")
        else:
            reader(head[1:], rest)

    def read_block(self, head, rest):
        if head[0] not in BLOCKS:
            raise Bad(f"unknown block {head[0]!r}")
        for place in self.words(rest):
            self.blocks.append({**self.span(place), "kind": head[0]})

    def read_actor(self, head, rest):
        if head[1] not in KINDS or head[0] in self.labels["actor"]:
            raise Bad(f"unknown kind or label used twice: {head}")
        country = head[2] if len(head) > 2 else None
        self.labels["actor"][head[0]] = len(self.actors)
        self.actors.append({"name": rest, "kind": head[1], "country": country, "roles": [],
                            "places": []})

    def read_role(self, head, rest):
        options = dict(word.split("=") for word in head)
        for place in self.words(rest):
            self.actors[-1]["roles"].append((place, options))

    def read_quote(self, head, rest):
        label, kind, speaker, *flags = head
        if kind not in QUOTES or label in self.labels["quote"]:
            raise Bad(f"unknown kind or label used twice: {head}")
        whole, parts = self.one(rest, {"<": ">", "[": "]", "{": "}"})
        if "<" not in parts:
            raise Bad("a quote needs its <content>")
        quote = {"kind": kind, "content": parts["<"], "cue": parts.get("{", [None])[0],
                 "source": parts.get("[", [None])[0],
                 "speaker": None if speaker == "-" else self.label("actor", speaker),
                 "addressee": None, "class": "speech", "carried": False, "negated": False, "modal": False,
                 "optional": False, "sense": "say"}
        for flag in flags:
            key, _, value = flag.partition("=")
            if key in ("carried", "negated", "modal", "optional"):
                quote[key] = True
            elif key == "to":
                quote["addressee"] = self.label("actor", value)
            elif key in CLASSES:
                quote["sense"] = key
                if key in ("believe", "perceive"):
                    quote["class"] = "thought"
            elif key in ("speech", "writing", "thought", "attitude"):
                quote["class"] = key
            else:
                raise Bad(f"unknown flag {flag!r}")
        self.labels["quote"][label] = quote
        self.quotes.append(quote)

    def read_claim(self, head, rest):
        sources, *flags = head
        whole, parts = self.one(rest, {"<": ">", "{": "}", "[": "]"})
        claim = {"place": parts.get("<", [whole])[0], "hedges": parts.get("{", []),
                 "negations": parts.get("[", []), "modality": "asserted",
                 "polarity": "positive", "check": 1.0, "parent": None, "refers_to": None,
                 "optional": False,
                 "by": [] if sources == "own" else
                       [self.label("quote", name) for name in sources.split("+")]}
        for flag in flags:
            key, _, value = flag.partition("=")
            if key in MODALITIES:
                claim["modality"] = key
            elif key in ("negative", "positive"):
                claim["polarity"] = key
            elif key == "weak":
                claim["check"] = 0.0
            elif key == "optional":
                claim["optional"] = True
            elif key == "as":
                self.labels["claim"][value] = claim
            elif key in ("parent", "refers"):
                claim["parent" if key == "parent" else "refers_to"] = self.label("claim", value)
            else:
                raise Bad(f"unknown flag {flag!r}")
        if claim["modality"] == "denied" and claim["polarity"] != "negative":
            raise Bad("a denied claim is negative")
        self.claims.append(claim)

    def read_time(self, head, rest):
        if head[0] not in TIMES:
            raise Bad(f"unknown type {head[0]!r}")
        low, high = head[2].split("..") if len(head) > 2 else civil(head[1])
        for place in self.words(rest):
            self.times.append({**self.span(place), "type": head[0], "value": head[1],
                               "from": low, "to": high})

    def read_quantity(self, head, rest):
        numbers = [float(n) if "." in n else int(n) for n in head[0].split("..")]
        bound = head[2] if len(head) > 2 else "exactly"
        if bound not in BOUNDS:
            raise Bad(f"unknown bound {bound!r}")
        for place in self.words(rest):
            self.quantities.append({**self.span(place), "unit": head[1].replace("_", " "),
                                    "value": numbers if len(numbers) > 1 else numbers[0],
                                    "bound": bound})

    def read_compare(self, head, rest):
        if head[0] not in COMPARISONS:
            raise Bad(f"unknown comparison {head[0]!r}")
        since = dict(word.split("=") for word in head[1:]).get("since")
        for place in self.words(rest):
            self.comparisons.append({**self.span(place), "kind": head[0], "since": since})

    def actor_json(self, number, actor):
        mentions = [{**self.span(place), "form": form, "rule": "gold", "confidence": 1.0}
                    for place, form in sorted(actor["places"])]
        spans = [(m["start"], m["end"]) for m in mentions]
        if len(set(spans)) < len(spans):
            raise Bad(f"{self.path.name}: a mention of {actor['name']} is marked twice")
        roles = []
        for place, options in actor["roles"]:
            ids = {key: self.label("actor", value) for key, value in options.items()}
            roles.append({**self.span(place), "organization": ids.get("org"),
                          "country": ids.get("country")})
        iso = actor["country"] if actor["kind"] == "country" else None
        return {"id": number, "name": actor["name"], "kind": actor["kind"],
                "country": actor["country"], "refs": {"wikidata": None, "iso3166": iso},
                "roles": roles, "mentions": mentions}

    def attribution(self, quote):
        holder = quote["source"] and self.span(quote["source"])
        actor = quote["speaker"]
        forms = {form for _, form in self.actors[actor]["places"]} if actor is not None else set()
        if quote["carried"]:
            kind = "carried"
        elif actor is None and not holder:
            kind = "agentless"
        else:
            kind = "named" if forms & {"name", "alias"} else "unnamed"
        return {"holder": holder, "actor": actor, "holder_kind": kind,
                "cue": quote["cue"] and self.span(quote["cue"]), "class": quote["sense"],
                "negated": quote["negated"], "quote": quote["id"], "carried": quote["carried"]}

    def claim_json(self, claim):
        span = self.span(claim["place"])
        inside = lambda items: [item for item in items
                                if span["start"] <= item["start"] and item["end"] <= span["end"]]
        chain = [self.attribution(quote) for quote in claim["by"]]
        factuality = MODALITIES[claim["modality"]] * (0.6 if claim["hedges"] else 1.0)
        out = {"id": claim["id"], **span, "kind": "attributed" if chain else "assertion",
               "attribution": chain, "claimant": chain[-1]["holder"] if chain else None,
               "parent": claim["parent"] and claim["parent"]["id"],
               "refers_to": claim["refers_to"] and claim["refers_to"]["id"],
               "modality": claim["modality"], "polarity": claim["polarity"],
               "hedged": bool(claim["hedges"]),
               "hedges": [self.span(place) for place in claim["hedges"]],
               "negations": [self.span(place) for place in claim["negations"]],
               "quantities": inside(self.quantities), "times": inside(self.times),
               "comparisons": inside(self.comparisons), "check_worthiness": claim["check"],
               "signals": [],
               "factuality": round(-factuality if claim["polarity"] == "negative" else factuality, 2),
               "rule": "gold", "confidence": 1.0}
        return {**out, "optional": True} if claim["optional"] else out

    def addressee(self, quote):
        """The addressee's mention that is nearest to the cue."""
        if quote["addressee"] is None or not quote["cue"]:
            return None
        cue = quote["cue"][1]
        places = [place for place, _ in self.actors[quote["addressee"]]["places"]]
        nearest = min(places, key=lambda place: abs(place[0] - cue))
        return {**self.span(nearest), "actor": quote["addressee"]}

    def quote_json(self, quote):
        out = {"id": quote["id"], "kind": quote["kind"],
               "content": [self.span(place) for place in quote["content"]],
               "cue": quote["cue"] and self.span(quote["cue"]),
               "source": quote["source"] and self.span(quote["source"]),
               "speaker": quote["speaker"], "addressee": self.addressee(quote),
               "class": quote["class"], "carried": quote["carried"],
               "negated": quote["negated"], "modal": quote["modal"], "rule": "gold",
               "confidence": 1.0}
        return {**out, "optional": True} if quote["optional"] else out

    def analysis(self):
        """The whole article in the library's output form."""
        by_start = lambda item: (item["start"], item["end"])
        for items in (self.blocks, self.times, self.quantities, self.comparisons):
            items.sort(key=by_start)
        self.quotes.sort(key=lambda quote: (quote["content"][0][0], -quote["content"][0][1]))
        self.claims.sort(key=lambda claim: (claim["place"][0], -claim["place"][1]))
        name = self.path.stem
        for number, quote in enumerate(self.quotes):
            quote["id"] = number
        for claim in self.claims:
            start, end = claim["place"]
            words = f"{name}\t{self.bytes[start]}\t{self.text[start:end]}"
            claim["id"] = "c" + hashlib.sha256(words.encode("utf-8")).hexdigest()[:16]
        if len({claim["id"] for claim in self.claims}) < len(self.claims):
            raise Bad(f"{self.path.name}: a claim is written twice")
        return {"schema": "whosaid/1", "id": name,
                "article": {**self.meta, "blocks": self.blocks, "sentences": []},
                "actors": [self.actor_json(n, a) for n, a in enumerate(self.actors)],
                "quotes": [self.quote_json(quote) for quote in self.quotes],
                "claims": [self.claim_json(claim) for claim in self.claims],
                "times": self.times, "quantities": self.quantities}

    def unaccounted(self):
        """Third-person pronouns and known names that no actor mentions."""
        taken = [place for actor in self.actors for place, _ in actor["places"]]
        known = {self.text[s:e] for actor in self.actors for (s, e), form in actor["places"]
                 if form in ("name", "alias") and e - s > 1}
        for word in sorted(known) + PRONOUNS + [p.capitalize() for p in PRONOUNS]:
            for (start, end), _ in find(self.text, word, {}):
                if not any(t[0] < end and start < t[1] for t in taken):
                    around = self.text[max(0, start - 30):end + 30].replace("\n", " ")
                    yield f"{self.path.name}: no actor for {word!r} in: …{around}…"


def civil(value):
    """First and last day of a TIMEX3 date, or two Nones."""
    def days(first, last):
        return first.isoformat(), last.isoformat()
    date = datetime.date
    value = value.split("T")[0]
    if re.fullmatch(r"\d{4}", value):
        return days(date(int(value), 1, 1), date(int(value), 12, 31))
    if re.fullmatch(r"\d{3}", value):
        return days(date(int(value) * 10, 1, 1), date(int(value) * 10 + 9, 12, 31))
    if hit := re.fullmatch(r"(\d{4})-Q(\d)", value):
        year, month = int(hit[1]), int(hit[2]) * 3
        return days(date(year, month - 2, 1), date(year, month, calendar.monthrange(year, month)[1]))
    if hit := re.fullmatch(r"(\d{4})-H(\d)", value):
        year, month = int(hit[1]), int(hit[2]) * 6
        return days(date(year, month - 5, 1), date(year, month, calendar.monthrange(year, month)[1]))
    if hit := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(hit[1]), int(hit[2]), 1)
        first = monday + datetime.timedelta(days=5 if hit[3] else 0)
        return days(first, monday + datetime.timedelta(days=6))
    if hit := re.fullmatch(r"(\d{4})-(\d\d)", value):
        year, month = int(hit[1]), int(hit[2])
        return days(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]))
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return days(date.fromisoformat(value), date.fromisoformat(value))
    return None, None
