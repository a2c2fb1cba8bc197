"""What the mere shape of a paragraph tells: a sentence, a heading, a quotation, somebody speaking."""

from __future__ import annotations

import re
import unicodedata

from app.reading.segments.paragraphs import Paragraph
from app.reading.vocabulary import word_set

SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]*]*$")
QUOTE = re.compile(r"[“”\"„«»]|(?:^|\s)[‘'](?=\w)[^‘’']{12,300}[’']")
SPEAKING = re.compile(
    r"\b(?:said|says|saying|told|tells|tweeted|tweets|wrote|writes|added|adds|argued|argues|announced|stated|claimed|claims|"
    r"explained|noted|insisted|replied|responded|testified|warned|recalled|continued|declared|according to)\b"
)
SPEAKER = re.compile(r"^(?:[A-Z][A-Z.’'\-]+ ?){1,4}:|^Q\s*[:.]|^A\s*[:.]")
LINK_WORDS = word_set("with from into over than that this when then onto upon amid after about under their your while")


def normal(text: str) -> str:
    """A text's letters and digits in lower case, for comparing a paragraph with a title or name."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded))


def is_sentence(paragraph: Paragraph) -> bool:
    """Whether it ends as a sentence does (also one that goes on: colon, semicolon)."""
    return bool(SENTENCE_END.search(paragraph.text)) and len(paragraph.words) >= 3


def is_running_text(paragraph: Paragraph) -> bool:
    """Whether it is surely a paragraph of prose: a sentence of a dozen words or more."""
    return is_sentence(paragraph) and len(paragraph.words) >= 12


def quotes(paragraph: Paragraph) -> bool:
    """Whether it holds a quotation."""
    return bool(QUOTE.search(paragraph.text))


def reports(paragraph: Paragraph) -> bool:
    """Whether somebody speaks in it: a quotation, a verb of saying, a speaker's name before a colon as in a transcript."""
    return quotes(paragraph) or bool(SPEAKING.search(paragraph.text)) or bool(SPEAKER.match(paragraph.text))


def capital_share(paragraph: Paragraph) -> float:
    """Share of the longer words after the first that begin with a capital; near 1 in headlines set in Title Case."""
    longer = [w for w in paragraph.words[1:] if len(w) >= 4 and w[0].isalpha() and w.lower() not in LINK_WORDS]
    return sum(w[0].isupper() for w in longer) / len(longer) if longer else 0.0


def is_title_case(paragraph: Paragraph) -> bool:
    """Whether it is set as headlines are in American papers: all longer words with a capital."""
    return len(paragraph.words) >= 4 and capital_share(paragraph) >= 0.85


def name_words(text: str) -> bool:
    """Whether a text can be a person's name: up to five words with a capital, particles aside."""
    words = text.split()
    return 1 <= len(words) <= 5 and words[0][0].isupper() and all(_in_name(word) for word in words)


def _in_name(word: str) -> bool:
    if word.lower() in {"de", "del", "der", "den", "di", "da", "la", "le", "van", "von", "bin", "al", "el", "y", "e", "st."}:
        return True
    return word[0].isupper() and bool(re.fullmatch(r"[^\W\d_]+(?:[.'’\-][^\W\d_]*)*", word))
