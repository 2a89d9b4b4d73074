"""Finds English in a window: every text and label that is shown or read aloud, held against common English words."""

from __future__ import annotations

import re

from playwright.sync_api import Page

_WORDS = """
the of and to is are was were has have had with from this that these those which your you our their its not but
been being would could should can cannot will shall may might must does did done into onto about above below between
choose select selected option options open close clear search show hide more less view download upload fullscreen
loading running stop rerun error failed success warning press enter submit apply cancel copy copied chart table
column row page sidebar menu main content skip navigation expand collapse link heading click here home settings help
available results result empty none null undefined true false value values date time day week month year years
january february march june july august october monday tuesday wednesday thursday friday
connecting connection please wait browse files drag remove delete add edit save next previous visualization
container axis spec
"""
ENGLISH = frozenset(_WORDS.split())

_GATHER = """() => {
  const out = [];
  const seen = (element) => {
    if (!element || element.closest('script,style,[data-testid=stIconMaterial],[lang=en]')) return false;
    const style = getComputedStyle(element);
    return style.visibility !== 'hidden' && style.display !== 'none';
  };
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) if (seen(texts.currentNode.parentElement)) out.push(texts.currentNode.nodeValue);
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-roledescription', 'aria-description'])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (seen(element) && !element.closest('[aria-hidden=true]')) out.push(element.getAttribute(name));
  out.push(document.title);
  return out;
}"""


def found(page: Page) -> list[str]:
    """The texts in the window that hold an English word."""
    texts = dict.fromkeys(text.strip() for text in page.evaluate(_GATHER))
    return [text for text in texts if is_english(text)]


def is_english(text: str) -> bool:
    """Whether a text holds an English word that is not also Swedish."""
    return bool(ENGLISH & set(re.findall(r"[a-zåäöé]+", text.lower())))
