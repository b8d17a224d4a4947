"""Peers over a text and a list of names: peers.py TEXT NAMES. One line a peer: matches, seconds to build, MB/s."""

import sys
import time


def measure(name, build, find, text):
    started = time.perf_counter()
    built = build()
    build_seconds = time.perf_counter() - started
    best = float("inf")
    for _ in range(3):
        started = time.perf_counter()
        n_matches = find(built, text)
        best = min(best, time.perf_counter() - started)
    rate = len(text.encode()) / 1e6 / best
    print(f"{name:<24}{n_matches:>9} matches {build_seconds:>8.2f} s to build {rate:>9.3f} MB/s", flush=True)


def main():
    text = open(sys.argv[1], encoding="utf-8").read()
    names = open(sys.argv[2], encoding="utf-8").read().splitlines()

    def whole_word(start, end):
        before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        after = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
        return not before and not after

    def build_automaton():
        import ahocorasick

        automaton = ahocorasick.Automaton()
        for name in names:
            automaton.add_word(name, len(name))
        automaton.make_automaton()
        return automaton

    def build_flashtext():
        import flashtext

        keywords = flashtext.KeywordProcessor(case_sensitive=True)
        for name in names:
            keywords.add_keyword(name)
        return keywords

    def build_spacy():
        import spacy

        pipeline = spacy.blank("en")
        pipeline.add_pipe("sentencizer")
        ruler = pipeline.add_pipe("entity_ruler")
        ruler.add_patterns([{"label": "NAME", "pattern": name} for name in names])
        return pipeline

    measure(
        "pyahocorasick iter_long",
        build_automaton,
        lambda built, text: sum(whole_word(end + 1 - length, end + 1) for end, length in built.iter_long(text)),
        text,
    )
    measure("flashtext", build_flashtext, lambda built, text: len(built.extract_keywords(text)), text)
    # It takes a second for some kilobytes: articles of their own, a part of the text.
    part = text[:200_000]
    measure(
        "spaCy blank EntityRuler",
        build_spacy,
        lambda built, text: sum(len(built(article).ents) for article in text.split("\n\n\n") if article),
        part,
    )


if __name__ == "__main__":
    main()
