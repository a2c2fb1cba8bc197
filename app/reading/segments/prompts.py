"""Lines that speak to the reader about the page and not about the news: comments, sharing, subscriptions, advertising, links.

Each rule names an *act* that a page asks of its reader, in the words that such requests are made of. Apart from those that
begin with a label ("Related:"), none applies to a paragraph in which somebody is quoted or said to speak.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import reports
from app.reading.vocabulary import word_set

NETWORK_NAMES = word_set(
    "twitter facebook instagram youtube linkedin whatsapp telegram tiktok threads mastodon bluesky flipboard snapchat "
    "pinterest reddit x"
)
SHARE_ACTS = NETWORK_NAMES | word_set("share tweet email e-mail print rss")
SHARING = SHARE_ACTS | word_set(
    "shares mail pin save copy link url text sms messenger gettr parler gab truth social this article story page post on "
    "via with by to a friend friends and or button buttons comment comments bookmark more click view options google plus "
    "feed apple news us opens in new window"
)
WIDGETS = word_set(
    "login logout register subscribe unsubscribe comments commenting feedbacks loading notify newest oldest voted reply "
    "replies advertise sponsor sponsored recommended tagged posted previous next latest wpdiscuz taboola outbrain disqus "
    "guidelines sign signup menu search navigation toggle account password powered skip accept reject"
)
SITE_WORDS = word_set(
    "log in up out of all most inline terms conditions service policy privacy community stories story posts post articles "
    "address your you my main header footer sidebar content paid the submit cancel close ok manage preferences cookies page "
    "like best top"
)
PAGE_WORDS = WIDGETS | SHARING | SITE_WORDS
NETWORKS = "|".join(sorted(NETWORK_NAMES))
GOODS = (
    r"newsletters?|inbox|e-?mail (?:alerts?|updates?|list)|mailing list|news alerts?|podcasts?|our (?:free )?apps?|"
    r"(?:mobile )?app for|daily briefing|push notifications?"
)
OPINION = r"(?:own )?(?:thoughts?|opinions?|comments?|views?|reactions?|feedback|take)"
RELATED = (
    r"related(?: (?:stor(?:y|ies)|articles?|coverage|posts?|topics?|links?|news))?|read more|see more|see also|"
    r"also read|read also|"
    r"read next|recommended(?: for you)?|must reads?|trending(?: now)?|you (?:may|might) also like|more stories|"
    r"more coverage|"
    r"most (?:read|popular|viewed|shared)|editors?['’]s? picks?|what to read next|up next|latest (?:news|stories)|"
    r"full coverage|"
    r"top stories"
)
BEGIN = r"(?:^|[.!?:…]\s+|\*+\s*)(?:please )?"
"""Where an imperative may begin: at the start of a sentence."""


@dataclass(frozen=True, slots=True)
class Prompt:
    """A pattern, the reason that it gives, and the most words that a paragraph may have for it to hold."""

    reason: str
    longest: int
    pattern: re.Pattern[str]


def _prompt(reason: str, longest: int, *patterns: str) -> Prompt:
    return Prompt(reason, longest, re.compile("|".join(f"(?:{one})" for one in patterns), re.IGNORECASE))


LABELLED = (
    _prompt(
        "advertising",
        14,
        r"^\W{0,6}(?:advertis(?:ement|ing)s?|ads?|sponsored(?: (?:content|post|by\b.*|links?))?|promoted(?: content)?|"
        r"paid (?:post|content|program)|partner content|from our (?:partners|sponsors)|ads? by \w+)"
        r"(?: (?:disclaimer|disclosure|feature|policy))?\W*"
        r"(?:click here|(?:(?:your |the |this )?(?:story|"
        r"article) )?continues?(?: reading)?(?: the main story)? (?:below|after).*|"
        r"scroll.*|skip.*|\d+s?)?\W*$",
        r"^(?:sponsored|promoted|advertisement)\s*[:–—-]\s",
        r"^(?:the )?(?:story|article|post|content|text) continues (?:below|after|on)\b|^continue reading\b",
        r"^(?:skip (?:ad|advertisement|to)|report (?:this )?ad)\b",
        r"^(?:scroll (?:down )?(?:to|for) |keep scrolling|loading|please wait|(?:video|audio) player\b|"
        r"play video\b|tap (?:here|to)\b)",
        r"^click to (?:play|enlarge|expand|view)",
    ),
    _prompt(
        "points to other pages",
        30,
        r"^\W{0,6}(?:watch|listen|more)(?: below| now| here| the (?:clip|video|moment|interview))?\s*:",
        rf"^\W{{0,6}}(?:{RELATED}|read|also on .{{1,30}}|more (?:on|from|in) .{{1,40}}|popular|in case you missed it|icymi|"
        r"you (?:may|might) (?:want to read|be interested in))\s*[:|»>→–—]",
    ),
)
PROMPTS = (
    _prompt(
        "asks the reader to comment",
        25,
        rf"\byour {OPINION}\b.{{0,40}}\?$",
        rf"\b(?:love|like|want|share|send|leave|give|post|add|submit|hear)\b.{{0,25}}\byour {OPINION}\b",
        rf"{BEGIN}(?:let us know|tell us|sound off|weigh in|have your say|comment below|join the (?:conversation|"
        rf"discussion|debate))\b",
        rf"{BEGIN}(?:leave|post|add|write|submit) (?:a|your|the first) (?:comment|reply)\b",
        r"\bplease comment\b|\b(?:let|tell|share|leave|your)\b.{0,60}\bin the comments?\b",
        r"^(?:see|view|show|read|load|hide)(?: all| the| more)? comments?\W*$",
        r"^(?:\d[\d,]*|no|all|add a|reader|view all)? ?comments?(?: \(\d+\)| are closed.*| off| on this story)?\W*$",
        r"^(?:so,? )?(?:what do you think|do you agree|agree or disagree)\b.{0,60}\?$",
        r"^log ?in (?:or (?:register|sign up) )?to (?:leave|post|join|comment|reply)",
        r"^your e-?mail address will not be published",
    ),
    _prompt(
        "asks the reader's opinion",
        30,
        r"\b(?:vote|take part) in (?:our|the|this) (?:\w+ )?poll\b",
        rf"{BEGIN}vote (?:now|here|below)\b",
        r"\btake (?:our|this) (?:\w+ )?(?:poll|survey|quiz)\b",
    ),
    _prompt(
        "asks the reader to follow an account",
        45,
        rf"{BEGIN}follow\b.{{1,80}}(?:\bon (?:{NETWORKS})\b|@\w|https?://)",
        rf"^(?:like|find|join|friend|watch|visit) (?:us|me|him|her|them|our page)\b.{{0,60}}\bon (?:{NETWORKS})\b",
        rf"^on (?:{NETWORKS})\b.{{0,8}}follow\b|^follow us\b.{{0,10}}(?:{NETWORKS})",
        r"^(?:chat|connect) with us\b|\btell your friends\b",
        rf"{BEGIN}(?:if you .{{1,40}}, )?share (?:it|this)(?: \w+)?\b.{{0,20}}\b(?:with (?:your|a) |so that others|"
        rf"on social)",
        r"^follow (?:us|me|@\w+)\W*$|^like the page\W*$",
    ),
    _prompt(
        "offers a subscription, newsletter or app",
        60,
        rf"{BEGIN}(?:sign up|signup|subscribe|register|get|receive|download|listen to|join|click|enter|try|"
        rf"add)\b.{{0,90}}\b(?:{GOODS})\b",
        rf"{BEGIN}(?:to |for more, )?(?:sign up|subscribe)\b.{{0,60}}\b(?:{GOODS}|here|today|now|below)\b",
        rf"{BEGIN}subscribe (?:to|for) .{{1,60}}\b(?:week|month|year|free|digital|print|trial)\b|"
        rf"\bcancel (?:at )?any ?time\b",
        r"^(?:subscribe|sign up|become a (?:member|subscriber|supporter|patron)|join (?:us|now|today)|"
        r"donate)\b[^.?!]{0,60}[.!]?$",
        rf"{BEGIN}become a (?:member|subscriber|supporter|patron)\b",
        r"\bconsider (?:making a (?:donation|contribution)|donating|becoming a (?:member|subscriber)|subscribing|"
        r"supporting (?:us|our))\b",
        r"^(?:thank you|thanks) for (?:signing up|subscribing|reading)\b|^please (?:enter|check) (?:a|an|your)\b|"
        r"^we(?:['’]ve| have) sent you\b",
        r"^support (?:our|us|\w+ journalism|\w+ news|the \w+ today)\b",
        r"\b(?:delivered|sent) (?:\w+ ){0,2}to your inbox\b|\bin your inbox\b",
        r"^(?:enjoy(?:ing)?|like) (?:this|what you|our|reading)\b.{0,60}\?",
        r"^want (?:more|to (?:read|receive|get|see) (?:more|this))\b.{0,80}\?",
        r"^(?:never miss|don['’]t miss|stay (?:informed|connected|up to date))\b",
        r"^this (?:article|story|content|post) is (?:only |for |available )+(?:\w+ )?(?:to |"
        r"for )?(?:our )?(?:members|subscribers)\b",
        r"^(?:already a (?:subscriber|member)|you have (?:reached your|\w+ (?:free )?articles?))\b",
    ),
    _prompt(
        "points to other pages",
        30,
        rf"^\W{{0,6}}(?:{RELATED}|more from [\w’' ]{{2,40}}|from the web|around the web)\W*$",
        rf"{BEGIN}(?:read|see|view|find|watch|listen to|take a look at|check out|visit|download|browse|click on|"
        rf"click)\b[^.?!]{{0,80}}"
        r"\b(?:here|below|above|at this link|our website|embedded)\W*$",
        r"\b(?:click|tap) (?:here|below|on the link|the link)\b",
        rf"{BEGIN}(?:read|see|view|visit|browse|check out) (?:more (?:of|from|about|on) )?our\b",
        r"^for more (?:from|on|about|information|news|stories|of)\b.{0,60}\b(?:here|click|visit|go to|see|"
        r"download|follow|https?:|www\.|\w+\.com)\b",
        r"^(?:back to (?:top|the top|homepage?)|(?:next|previous) (?:article|story|page)|home|menu|search|close|"
        r"(?:show|load) more)\W*$",
        r"^(?:reuse|gift|listen to|print|save|bookmark|republish|enjoyed) this (?:content|article|story|post|"
        r"page)\b|^keep reading\W*$",
        r"\bcheck out what['’]s\b|^about the (?:author|writer|reporter)s?\W*$",
        r"^read (?:the )?(?:full|whole|entire) (?:story|article|post|report)\W*$",
    ),
    _prompt(
        "asks the reader for corrections or tips",
        35,
        r"^(?:submit|report|request|suggest|send)(?: us)? (?:a |an |your )?(?:correction|error|typo|mistake|tip|"
        r"news tip|story idea)s?\b",
        r"^(?:see|spot|spotted|notice|found|have) (?:a|an|any) (?:error|mistake|typo|correction)\b",
        r"^(?:got|have) (?:a|any) (?:news )?(?:tips?|story|idea|question)s?\b.{0,60}\?",
        r"^(?:email|e-mail|send) (?:your )?(?:news )?tips\b|^tips\s*:",
    ),
    _prompt(
        "the outlet speaks about itself",
        60,
        r"\b(?:we|our)\b.{0,80}\b(?:our journalism|editorial (?:standards|policy|policies|guidelines|team)|"
        r"corrections? policy|"
        r"independent journalism|our newsroom|our reporting|fact-check(?:ing|ers) policy)\b",
        r"\bwe (?:are committed|strive|aim|pride ourselves|are dedicated)\b.{0,120}\b(?:journalism|accuracy|"
        r"accurate|readers)\b",
        r"^our (?:standards|promise|mission|journalism|values)\s*:|\breaders like you\b|\byour (?:support|"
        r"donation|subscription) (?:helps?|makes?|allows?|supports?|keeps?|funds?)\b",
        r"\bis (?:an? )?(?:independent|nonprofit|non-profit|reader-supported|nonpartisan)[\w, -]{0,40}"
        r"(?:news|media|publication|newsroom|outlet|magazine|website)[\w ]{0,30}\W*$",
    ),
)
RULES = (*LABELLED, *PROMPTS)
LONGEST = max(rule.longest for rule in RULES)


def prompts(draft: Draft) -> Mapping[int, Label]:
    """Labels for what speaks to the reader."""
    return dict(_labels(draft))


def prompt_reason(paragraph: Paragraph) -> str | None:
    """Why a paragraph is a request to the reader, or ``None``."""
    length = len(paragraph.words)
    if not length:
        return "punctuation without words"
    if button := _button(paragraph):
        return button
    if length > LONGEST:
        return None
    rules = LABELLED if reports(paragraph) else RULES
    text = paragraph.plain
    return next((rule.reason for rule in rules if length <= rule.longest and rule.pattern.search(text)), None)


def _labels(draft: Draft) -> Iterator[tuple[int, Label]]:
    for i in draft.open():
        if reason := prompt_reason(draft.paragraphs[i]):
            yield i, boilerplate(reason)


def _button(paragraph: Paragraph) -> str | None:
    """What the buttons and labels of a page are for, where a paragraph has no other words than theirs."""
    words = {word.lower() for word in paragraph.words if not word.isdigit()}
    if len(paragraph.words) <= 25 and words & SHARE_ACTS and words <= SHARING:
        return "share buttons"
    if len(paragraph.words) <= 8 and words & WIDGETS and words <= PAGE_WORDS:
        return "buttons and labels of the page"
    return None
