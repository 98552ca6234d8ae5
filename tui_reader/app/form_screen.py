"""The choice of a citation's form."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from tui_reader.app.cited import FORM_NAMES
from tui_reader.app.left_once import Dialog
from tui_reader.app.widgets.choice_list import ChoiceList
from tui_reader.app.widgets.row_list import RowList
from tui_reader.news.citation import FORMS, Form


class FormScreen(Dialog[Form | None]):
    """The forms over what was on the screen; gives the one that is chosen, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "choose", "Copy", id="form.choose", tooltip="Copy in the form at the cursor"),
        *(
            Binding(str(number), f"choose({number})", f"Copy in form {number}", show=False,
                    id=f"form.{form}", tooltip=f"Copy in form {number}")
            for number, form in enumerate(FORMS, start=1)
        ),
        Binding("escape,q", "dismiss", "Back", id="form.close", tooltip="Copy nothing"),
    ]  # fmt: skip

    def compose(self) -> ComposeResult:
        """One list."""
        yield ChoiceList([FORM_NAMES[form] for form in FORMS])

    def on_mount(self) -> None:
        """The list takes the keys."""
        self.query_one(ChoiceList).border_title = "Copy as"
        self.query_one(ChoiceList).focus()

    def action_choose(self, number: int = 0) -> None:
        """Choose the form of that number, from 1, or the one at the cursor."""
        self.dismiss(FORMS[number - 1 if number else self.query_one(ChoiceList).cursor or 0])

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """A click chooses too."""
        self.dismiss(FORMS[event.index])
