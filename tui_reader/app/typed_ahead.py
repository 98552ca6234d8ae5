"""Keys that are typed in one go, faster than screens appear, do what they would do one by one."""

import asyncio

from textual.message_pump import MessagePump


async def settled(pump: MessagePump | None) -> None:
    """Wait until a widget or a screen has dealt with what was sent to it before.

    Only for actions with priority: those run in the app, which hands on no further key meanwhile.
    """
    if pump is not None:
        done = asyncio.Event()
        if pump.call_later(done.set):
            await done.wait()
