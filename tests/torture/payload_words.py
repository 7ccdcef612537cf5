"""Thirty ways to hurt a typesetter and thirty to hurt a widget that guesses at markup, each naming a file to be read."""

from __future__ import annotations

from pathlib import Path


def typst_payloads(text: Path, picture: Path, source: Path) -> tuple[str, ...]:
    """Markup, code, files, endless work."""
    return (
        f'#read("{text}")', f'#import "{source}": *', f'#include "{source}"', f'#image("{picture}")', f'#json("{text}")',
        f'#csv("{text}")', f'#eval("read(\\"{text}\\")")', f'#plugin("{text}")', f'#bibliography("{source}")', f'#toml("{text}")',
        "$ integral_0^1 x dif x $", "*bold* _emph_ `raw`", "= Heading", "== Deeper heading", "<label> @label", "// comment",
        "/* block */ after", "\\ line \\u{202e} \\n", "#let x = 1; #x", "#set page(width: 1cm)", "#show: x => []", "#sys.inputs",
        '#{ panic("x") }', "#while true {}", "#context counter(page).get()", '"]; #panic("out"); #["', "- list + enum / term: text",
        "~ nbsp -- dash --- ...", '#link("file:///etc/passwd")[x]', "%PDF-1.7 endobj xref {{7*7}}",
    )  # fmt: skip


def html_payloads(text: Path, picture: Path, style: Path) -> tuple[str, ...]:
    """Pictures, styles, scripts, links, entities, half tags."""
    return (
        f'<img src="file://{picture}">', f"<img src='{picture}'>", f'<img src="{picture}" onerror="x()">',
        f'<table background="file://{picture}"><tr><td>x</td></tr></table>', f'<body background="file://{picture}">',
        f'<link rel="stylesheet" href="file://{style}">', f'<style>@import url("file://{style}");</style>',
        f'<p style="background-image:url({picture})">x</p>', f'<object data="file://{text}"></object>',
        f'<iframe src="file://{text}"></iframe>', f'<script src="file://{text}"></script>',
        f'<svg><image href="file://{picture}"/></svg>', f'<video src="file://{picture}"></video>',
        f'<input type="image" src="file://{picture}">', f'<a href="file://{text}">click</a>', '<meta http-equiv="refresh" content="0">',
        "<h1>Large</h1>", "<b>bold</b> and <i>leaning</i>", '<font size="7" color="red">red</font>', "one<br>two<hr>three",
        "<ul><li>one<li>two</ul>", "&lt;b&gt; &amp; &#60;img&#62;", f'<!DOCTYPE html><html><img src="{picture}"></html>',
        "<!-- nothing --> after", "<![CDATA[ x ]]>", f'<?xml version="1.0"?><!ENTITY x SYSTEM "file://{text}">', "<pre>  two  blanks</pre>",
        "half a tag <img src=", "a < b > c && d", "![x](file:///x.png) [y](javascript:alert(1))",
    )  # fmt: skip
