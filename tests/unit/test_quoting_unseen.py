import json
from collections import Counter
from pathlib import Path

import pytest

from tui_reader.news import Block, Blockquote, Caption, Embed, Paragraph, Quotation, Update
from tui_reader.quoting import quote

CASES = Path(__file__).parents[2] / "fixtures" / "cases"
FOLDERS = ("quotations_independent", "quotations_blind", "quotations_styles")

_Key = tuple[int, str, str]


def read_block(block: dict[str, str]) -> Block:
    match block["type"]:
        case "blockquote":
            return Blockquote(block["text"])
        case "caption":
            return Caption(block["text"])
        case "embed":
            return Embed(block["text"], author=block.get("author"))
        case _:
            return Paragraph(block["text"])


def read_case(path: Path) -> tuple[list[Update], list[str], list[tuple[_Key, str, str | None]]]:
    case = json.loads(path.read_text(encoding="utf-8"))
    updates = [Update(u.get("headline"), tuple(map(read_block, u["blocks"]))) for u in case["updates"]]
    wanted = [((w["update"], w["where"], w["text"]), w["kind"], w["speaker"]) for w in case["expected"]]
    return updates, case.get("standfirst", []), wanted


def found_in(updates: list[Update], standfirst: list[str]) -> dict[_Key, list[Quotation]]:
    found: dict[_Key, list[Quotation]] = {}
    for number, update in enumerate(quote(updates, standfirst)):
        for quotation in update.quotations:
            where = "headline" if quotation.place.block is None else "paragraph"
            found.setdefault((number, where, quotation.text), []).append(quotation)
    return found


@pytest.mark.parametrize("folder", FOLDERS)
def test_quotations_annotated_before_they_were_scored_are_found_and_named(folder: str) -> None:
    count: Counter[str] = Counter()
    for path in sorted((CASES / folder).glob("*.json")):
        updates, standfirst, wanted = read_case(path)
        found = found_in(updates, standfirst)
        for key, kind, speaker in wanted:
            quotation = found[key].pop(0)
            count["all"] += 1
            count["kind"] += quotation.kind == kind
            count["right"] += quotation.speaker == speaker
            count["wrong"] += quotation.speaker not in (None, speaker)
        count["spurious"] += sum(map(len, found.values()))
    assert count["all"] >= 90
    assert count["spurious"] == 0
    assert count["right"] >= 0.84 * count["all"]
    assert count["wrong"] <= 0.07 * count["all"]
    assert count["kind"] >= 0.96 * count["all"]


@pytest.mark.parametrize(
    ("paragraphs", "speaker"),
    [
        (["Mayor Ada Lorne spoke. The mayor’s “lukewarm” remark came late."], "Ada Lorne"),
        (["Mayor Ada Lorne spoke. The mayor’s promise to “mend it by noon” was kept."], "Ada Lorne"),
        (["Mayor Ada Lorne spoke. “Mend it by noon” was Lorne’s comment."], "Ada Lorne"),
        (["Prince Anders, the Queen’s son, left. He called it “rude”."], "Prince Anders"),
        (["In a note seen by the Brannock Echo, the trust’s chair wrote: “Go.”"], "trust’s chair"),
        (["Mayor Ada Lorne issued a note. “Go home,” it read."], None),
        (["Mayor Ada Lorne and Governor Bo Lorne met.", "“Go home,” Governor Lorne said."], "Bo Lorne"),
        (["“Are you ready?” Mayor Ada Lorne asked."], "Ada Lorne"),
        (["Mayor Ada Lorne came. “Go home,” she warned."], "Ada Lorne"),
        (["Mayor Ada Lorne and Bo Halvik met. Lorne and Halvik called it “fair”."], None),
        (["A diplomat who took part in the talks said it was “icy”."], "diplomat"),
        (["Unions met, with the Guild’s Ada Lorne saying it was “late”."], "Ada Lorne"),
        (["Sen. Bo Halvik, a Radical who voted for it, said it was “late”."], "Bo Halvik"),
        (["Raymond Colby spoke. “No,” Ray Colby said."], "Raymond Colby"),
        (["Coach Paolo Verrini left. “Never,” said the Italian."], "Paolo Verrini"),
        (["Gov. Rick Tolliver signed. “Done,” the Radical governor said."], "Rick Tolliver"),
        (["Ada Lorne rejected claims that it was a “raid”."], None),
        (["The vote is over. Lorne’s entourage called it “rigged”."], None),
        (["Asked what the president had said, Mr Lorne smiled. “Please,” he said."], "Lorne"),
        (["The Ministry of Trade and Industry said it was “calm”."], "Ministry of Trade and Industry"),
        (["The chief of Orrow and Selmouth Trust said “no”."], "chief of Orrow and Selmouth Trust"),
        (["Analysts at Holt & Dean said it was “late”."], "Analysts at Holt & Dean"),
        (["Mayor Ada Lorne spoke. The report found “failings”."], None),
        (["Ada Lorne won for “The Salt Road”, a book the judges hailed."], None),
        (
            ["Irena Halden won. The vote was close, with Anton Marsh among the losers. He called it “rude”."],
            "Anton Marsh",
        ),
    ],
)
def test_frames_lead_to_the_speaker(paragraphs: list[str], speaker: str | None) -> None:
    update = quote([Update(None, tuple(map(Paragraph, paragraphs)))])[0]
    assert [q.speaker for q in update.quotations] == [speaker]


@pytest.mark.parametrize(
    ("before", "paragraph", "speaker"),
    [
        (
            "Le ministre est attendu dans la ville pour la fin de la grève.",
            "Le ministre, Ugo Lemoine, viendra. « J’écoute, a-t-il dit à la presse. Puis je parle. »",
            "Ugo Lemoine",
        ),
        (
            "Les câbles et les marches du palais sont au sec.",
            "« On monte avec les câbles sur l’épaule », maugrée Ugo Lemoine, électricien.",
            "Ugo Lemoine",
        ),
        (
            "Die Stadt ist am Mittag nicht mit dem Zug zu erreichen.",
            "Der CDP-Fraktionschef Holger von Stetten warf der Senatorin „Chaos mit Ansage“ vor.",
            "Holger von Stetten",
        ),
        (
            "Вода в місті та на околицях не спадає, але це не все.",
            "Мер Заріччя Оксана Гаївська прийшла до людей. «Вода спадає», — сказала вона.",
            "Оксана Гаївська",
        ),
        (
            "Суд идёт и он не закончен, что и как будет дальше, из города не видно.",
            "«Я не брал этих денег», — сказал в последнем слове Пётр Ремизов.",
            "Пётр Ремизов",
        ),
    ],
)
def test_frames_of_other_languages_lead_to_the_speaker(before: str, paragraph: str, speaker: str) -> None:
    update = quote([Update(None, (Paragraph(paragraph),))], [before])[0]
    assert [q.speaker for q in update.quotations] == [speaker]


def test_a_headline_takes_its_speaker_from_the_paragraph_with_the_same_words() -> None:
    said = Paragraph("“The dam has not moved at all,” Ada Lorne said.")
    headline, direct = quote([Update("‘The dam has not moved’: Reports rejected", (said,))])[0].quotations
    assert (headline.speaker, headline.attribution) == ("Ada Lorne", "headline")
    assert direct.speaker == "Ada Lorne"


@pytest.mark.parametrize(
    ("headline", "paragraph", "speaker"),
    [
        ("Selmouth 2-1 Orrow: ‘We were poor’", "Selmouth won the match.", None),
        ("Storm Ada: ‘Stay at home’, police warn", "The storm is near, and the police are out.", "police"),
        ("Bonds: ‘Nobody buys’", "The bonds fell.", None),
        (
            "Oppositionschef: „Das ist zu wenig“",
            "„Das ist zu wenig für die Stadt“, sagte Oppositionschef Karl Odenthal, und er ist nicht allein.",
            "Karl Odenthal",
        ),
    ],
)
def test_a_headline_tells_a_speaker_from_a_topic(headline: str, paragraph: str, speaker: str | None) -> None:
    (first, *_) = quote([Update(headline, (Paragraph(paragraph),))])[0].quotations
    assert (first.kind, first.speaker) == ("headline", speaker)


def test_a_blockquote_behind_a_colon_is_the_last_speakers() -> None:
    blocks: tuple[Block, ...] = (
        Paragraph("Mayor Ada Lorne said the bridge was “late”."),
        Paragraph("Here is the key passage of her speech:"),
        Blockquote("We will build it."),
    )
    assert quote([Update(None, blocks)])[0].quotations[-1].speaker == "Ada Lorne"


def test_words_woven_into_a_headline_of_others_stay_without_a_name() -> None:
    said = Paragraph("Ada Lorne spoke of “a diplomatic path forward”.")
    headline = quote([Update("Bo and Ilo support ‘diplomatic path forward’", (said,))])[0].quotations[0]
    assert headline.speaker is None


def test_a_body_is_named_in_full() -> None:
    blocks = (
        Paragraph("The Tesk River Authority met."),
        Paragraph("The river authority said it was “sorry”."),
    )
    assert quote([Update(None, blocks)])[0].quotations[0].speaker == "Tesk River Authority"
