"""The manual-dial panel: the agent asks for contacts, and dials each of them with a click.

How they are asked for is one sentence, which unfolds into a form. It stands above the contacts, so that contacts that
come never push it away from under the pointer.
"""

from __future__ import annotations

from typing import NamedTuple

import htpy as h

from widget.lcm import CampaignGroup
from widget.panels.contact_card import Card
from widget.panels.contact_list import ContactList, list_head, list_note, list_props, list_view, nothing
from widget.panels.icons import icon
from widget.panels.panel import Panel, steady
from widget.panels.row_cache import RowCache
from widget.state import WidgetState
from widget.state.groups import chosen_group
from widget.state.keys import MANUAL_FORM
from widget.state.manual_form import ManualForm
from widget.texts import Texts, later
from widget.texts.privacy import shown

TITLE = later("To dial")


class Props(NamedTuple):
    """The contacts, and the form to ask for them, which is unfolded or not. `most` is how many may be asked for at
    once. `groups` are the campaign groups, none where the desktop gives none; `group` is the name of the chosen one, or
    ""."""

    contacts: ContactList
    form: ManualForm
    unfolded: bool
    most: int
    groups: tuple[CampaignGroup, ...]
    group: str


def props(state: WidgetState) -> Props:
    """What of the state the panel shows."""
    contacts = list_props(state, "manual-dial")
    unfolded = MANUAL_FORM in state.screen.opened
    most, groups = state.settings.manual_dial_max, state.groups.value
    return Props(contacts, state.manual_form, unfolded, most, groups, chosen_group(state))


_cards_drawn: RowCache[Card] = RowCache()


def view(props: Props) -> h.Renderable:
    """The content of the manual-dial region."""
    contacts = props.contacts
    _ = contacts.look.texts
    words = nothing(_, contacts)
    return h.fragment[
        list_head(_, _("To dial · {n}", n=contacts.to_dial) if contacts.to_dial else _(TITLE), contacts),
        _form(_, props),
        list_view(_cards_drawn, contacts, _("Contacts to dial")),
        h.p(".empty")[words] if words else None,
        list_note(_, contacts),
    ]


def _form(_: Texts, props: Props) -> h.Element:
    form, contacts = props.form, props.contacts
    off = contacts.asking or contacts.working or not contacts.known_agent
    complaint = form.complaint if props.unfolded else None
    return h.form(".ask", id="manual-form", data_action="get-contacts", novalidate=True, autocomplete="off")[
        h.div(".line")[
            h.button(
                ".button.primary",
                id="manual-get",
                type="submit",
                aria_disabled="true" if off else None,
                aria_describedby="manual-wait" if contacts.working else None,
            )[steady(_("Get contacts"), _("Asking…") if contacts.asking else None)],
            h.p(".hint", id="manual-wait")[_("First finish these contacts.")]
            if contacts.working
            else _sentence(_, props),
        ],
        h.div(".settings", id="manual-settings")[
            _consent(_, form),
            _count(_, form, props.most, noted=complaint is not None),
            _reserved(_, form),
            _groups(_, props) if props.groups else None,
            h.p(".hint.bad", id="manual-note")[_(complaint)] if complaint is not None else None,
        ]
        if props.unfolded
        else None,
    ]


def _sentence(_: Texts, props: Props) -> h.Element:
    """What Get contacts asks for. Pressing it unfolds the form, which names the group itself: a choice there moves no
    field."""
    form = props.form
    count = form.count
    if form.consent and form.reserved:
        words = _("asks for {n} reserved, with consent", n=count)
    elif form.consent:
        words = _("asks for {n} new, with consent", n=count)
    elif form.reserved:
        words = _("asks for {n} reserved, without consent", n=count)
    else:
        words = _("asks for {n} new, without consent", n=count)
    return h.button(
        ".sentence",
        id="manual-sentence",
        type="button",
        data_action="toggle",
        data_key=MANUAL_FORM.write(),
        aria_expanded="true" if props.unfolded else "false",
        title=_("Change what is asked for"),
    )[
        h.span[words, [" ", h.span(".of-group")[_.apart(props.group)]] if props.group and not props.unfolded else None],
        icon("chevron"),
    ]


def _consent(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".field-box")[
        h.label(for_="manual-consent")[_("Consent")],
        h.select(id="manual-consent", name="consent", data_input="manual-consent")[
            h.option(value="yes", selected=form.consent)[_("with consent")],
            h.option(value="no", selected=not form.consent)[_("without consent")],
        ],
    ]


def _count(_: Texts, form: ManualForm, most: int, *, noted: bool) -> h.Element:
    return h.div(".field-box.count")[
        h.label(for_="manual-count")[_("How many contacts")],
        h.input(
            id="manual-count",
            name="count",
            type="number",
            min="1",
            max=str(most),
            value=form.count,
            data_input="manual-count",
            aria_invalid="true" if form.complaint is not None else None,
            aria_describedby="manual-note" if noted else None,
        ),
    ]


def _reserved(_: Texts, form: ManualForm) -> h.Element:
    return h.div(".check")[
        h.input(
            id="manual-reserved",
            name="reserved",
            type="checkbox",
            checked=form.reserved,
            data_input="manual-reserved",
        ),
        h.label(for_="manual-reserved")[_("Only contacts reserved for me")],
    ]


def _groups(_: Texts, props: Props) -> h.Element:
    """The choice of a campaign group. It is the last of the form, so that groups that come move nothing of it."""
    return h.div(".field-box.group")[
        h.label(for_="manual-group")[_("Campaign group")],
        h.select(id="manual-group", name="group", data_input="manual-group")[
            h.option(value="", selected=not props.group)[_("any")],
            (
                h.option(value=str(place), selected=group.name == props.group)[_group(_, group)]
                for place, group in enumerate(props.groups)
            ),
        ],
    ]


def _group(_: Texts, group: CampaignGroup) -> str:
    """The name of a group, and its status as received when it is not the usual one (protocol.md §7.4)."""
    name, status = (shown(text, numbers=_.masked) for text in (group.name, group.status))
    return name if not status or status.casefold() == "executing" else f"{name} ({status})"


MANUAL_DIAL = Panel("manual-dial", "dialling", TITLE, props, view)
