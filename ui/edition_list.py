"""The issued editions: what each was made from, its files with their fingerprints, and the way into it."""

from __future__ import annotations

import streamlit as st

from indicators import editions, swedish
from indicators.store import EditionFile, EditionRow
from ui import cached, cards, download_parts, edition, html, menu

MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "html": "text/html",
}
AGAIN = "python -m indicators hearing files NAMN --check"
EMPTY = (
    "När utvecklingsledaren ger ut en hearing låses siffror, register och texter, och filerna hamnar här. "
    "Sedan går det att läsa varje sida som den såg ut, och att se vad som har ändrats."
)


def show(rows: list[EditionRow]) -> None:
    """Every edition, the last issued first."""
    newest = {row.name: row.number for row in sorted(rows, key=lambda row: row.number)}
    for row in rows:
        with st.container(key=f"edition-{row.id}", gap=None):
            st.html(_head(row, newest[row.name]) + _files(row))
            with st.container(horizontal=True, key=f"edition-files-{row.id}"):
                for file in row.files:
                    _download(row, file)
            cards.fold("Fingeravtryck, kontroller och hur filerna gjordes", _making(row))


def _head(row: EditionRow, newest: int) -> str:
    released = row.release_on is None or row.release_on <= edition.today()
    waiting = "" if released or row.release_on is None else f"Bara du ser den till {swedish.date(row.release_on)}"
    replaced = f"Ersatt av version {newest}" if row.number < newest else ""
    facts = [
        f"Hearing {swedish.date(row.held)}",
        f"läge per {row.year}",
        f"utgiven {swedish.moment(swedish.local(row.issued_at))} av {row.issued_by}",
        f"dataversion {row.data_version}",
        f"registrets revision {row.register_revision}",
    ]
    open_it = html.link(edition.address(row), "Öppna utgåvan", css="lb-open")
    slides = html.link(edition.address(row, menu.HEARING), "se bilderna")
    return (
        html.heading(editions.told(row))
        + "".join(html.paragraph(said, "lb-note") for said in (waiting, replaced) if said)
        + html.paragraph(" · ".join(facts))
        + (html.stressed("", "Rättelse:", f" {row.reason}") if row.reason else "")
        + f'<p class="lb-text">{open_it}: läs alla sidor som de såg ut då, eller {slides}.</p>'
    )


def _files(row: EditionRow) -> str:
    rows = "".join(
        html.row(
            [
                html.row_header(html.escape(editions.KINDS[file.kind])),
                html.cell(html.escape(file.file_name), css="lb-wrap", label="Fil"),
                html.cell(download_parts.size(file.size), css="c-num", label="Storlek"),
                html.cell(f"<code>{file.sha256}</code>", css="lb-wrap", label="SHA-256"),
            ]
        )
        for file in row.files
    )
    head = (("Vad", ""), ("Fil", ""), ("Storlek", "c-num"), ("SHA-256", ""))
    return html.table(head, [rows], caption=f"Filerna i {editions.told(row)}", css="lb-cards lb-issued")


def _download(row: EditionRow, file: EditionFile) -> None:
    content, store = file.sha256, cached.store()
    st.download_button(
        f"Hämta {editions.KINDS[file.kind]}",
        data=lambda: store.file_content(content),
        file_name=file.file_name,
        mime=MIME[file.kind],
        key=f"edition-{row.id}-{file.kind}",
        on_click="ignore",
    )


def _making(row: EditionRow) -> str:
    checked = [html.escape(f"{swedish.sentence_case(c.weight)}: {c.text}") for c in editions.looked_at_then(row)]
    libraries = ", ".join(f"{name} {version}" for name, version in sorted(row.made_with.items()))
    return (
        f'<p class="lb-text">Presentationens innehåll: <code class="lb-wrap">{row.fingerprint}</code></p>'
        + html.paragraph(f"Gjord med {libraries}.")
        + (html.paragraph("Kontrollerat före utgivning:") + html.bullets(checked) if checked else "")
        + html.paragraph("Filerna blir desamma när de görs på nytt. Pröva med kommandot:")
        + f'<p class="lb-text"><code lang="en">{AGAIN}</code></p>'
    )
