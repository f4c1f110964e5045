#!/usr/bin/env python3
"""Draws mentions of dates and figures from running news text, to be read by eye; see docs/precision.md.

usage: precision.py --bin PATH --shared DIR [--context N] [--table FILE]

The texts are other people's and lie outside the repository (DIR/dev): the real articles of uhgeval_zh_indoc in Chinese, the articles of
clean_docs and timeline_en_docs in English. One hundred mentions of each language are drawn by a fixed seed. With --context they
are printed with what stands around them; --table reads the marks that the reader made (a line each: number, `right` or what is
wrong) and prints the table of docs/precision.md, which says where a mention stands and what was read, but not its words.
"""
import argparse, collections, hashlib, json, subprocess

SEED = 'factlint 2026-11-26, seventh draw'
EACH = 100
KINDS = ('date', 'period', 'duration', 'number', 'percentage', 'ordinal', 'currency', 'dimension', 'age')


def articles(shared):
    """(file, line, language, date, text) of each article, in the order of the files."""
    for name, lang in (('uhgeval_zh_indoc', 'zh'), ('clean_docs', 'en'), ('timeline_en_docs', 'en')):
        with open(f'{shared}/dev/verify/{name}.jsonl', encoding='utf-8') as lines:
            for n, line in enumerate(lines, 1):
                d = json.loads(line)
                text = d.get('text') or '\n'.join(s[1] for s in d.get('sentences') or ())
                if text and d.get('category', 'real_article') == 'real_article':
                    yield name, n, lang, d.get('document_date'), text


def value(m):
    v = m.get('value') or {}
    if m['kind'] in ('date', 'period'):
        a, b = v.get('start') or 'open', v.get('end') or 'open'
        return 'unresolved' if a == b == 'open' else a if a == b else f'{a} to {b}'
    unit = f" {v['unit']}" if v.get('unit') else ''
    low, high = v.get('low'), v.get('high')
    one = v.get('stated')
    if one is None: one = low if low == high else f"{low or 'open'} to {high or 'open'}"
    return f'{one}{unit}'


def main():
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument('--bin', required=True); ap.add_argument('--shared', required=True)
    ap.add_argument('--context', type=int); ap.add_argument('--table')
    a = ap.parse_args()
    items = list(articles(a.shared))
    asked = '\n'.join(json.dumps(dict(id=str(i), text=t, date=d, language=l, syntax='plain')) for i, (_, _, l, d, t) in enumerate(items))
    answer = subprocess.run([a.bin, 'extract', '--stdin-jsonl'], input=asked, capture_output=True, text=True, check=True).stdout
    found = collections.defaultdict(list)
    for line in answer.splitlines():
        doc = json.loads(line)
        name, n, lang, _, text = items[int(doc['id'])]
        raw = text.encode()
        for m in doc.get('mentions') or ():
            if m['kind'] in KINDS:
                # Characters, as `extract` says them for people, are found from its bytes.
                at = len(raw[:m['span']['start']].decode(errors='ignore'))
                found[lang].append((name, n, at, m, text))
    marks = {}
    if a.table:
        with open(a.table, encoding='utf-8') as lines:
            marks = {int(k): w.strip() for k, w in (l.split(None, 1) for l in lines if l.strip())}
    number = 0
    for lang in ('zh', 'en'):
        # The draw depends on nothing but where a mention stands, so that one mention more or less leaves the others in it.
        lot = lambda d: hashlib.sha256(f'{SEED} {d[0]} {d[1]} {d[2]}'.encode()).digest()
        drawn = sorted(found[lang], key=lot)[:EACH]
        for name, n, at, m, text in sorted(drawn, key=lambda d: (d[0], d[1], d[2])):
            number += 1
            if a.table: print(f"| {number} | {name} {n} | {at} | {m['kind']} | {value(m)} | {marks.get(number, 'unread')} |")
            else:
                c = a.context or 40; end = at + len(m['text'])
                print(number, name, n, at, m['kind'], value(m)); print('   ', (text[max(0, at - c):at] + '[' + m['text'] + ']' + text[end:end + c]).replace('\n', ' / '))


if __name__ == '__main__': main()
