"""Texts in our own words, long and short, and ways in which newsrooms change each other's copy."""

import random

WORDS = (
    "column convoy valley bridge harbour market quarter envoy delegate ministry council border village clinic school "
    "road checkpoint convoy grain water truce guns shells smoke drivers traders elders guards officers doctors nurses "
    "farmers pupils fled returned waited signed opened closed crossed buried carried counted warned promised refused "
    "agreed early late north south upper lower old new wounded quiet heavy sudden first second last seven nine twelve"
)

AGENCY = """Gunmen opened fire on a minibus that carried teachers to the river town of Velden on Thursday morning, and
four of them died on the spot, a doctor at the district clinic said.

The driver told our reporter that three men had stepped out from behind a stack of hay bales and had fired without a
word. He reversed for half a kilometre with two flat tyres before the engine gave up.

The teachers had been on their way to mark the final examinations, which the education office then put off for a week
in all eleven schools of the district. Parents stood outside the closed gates until noon.

Nobody has claimed the attack. The governor blamed remnants of the Grey Column, whose leaders laid down their arms two
summers ago in return for land on the far bank; the movement's former spokesman called that an insult.

It was the third ambush on the valley road since the ferry stopped running in spring. Lorry owners have asked for an
escort, and the army says that it has neither the vehicles nor the fuel to give them one."""

WITNESS = """VELDEN - Classes will not resume before the end of next week after an ambush killed four school teachers
near the river on Thursday, education officials here announced.

Relatives carried the coffins through the market under heavy rain. A colleague who survived with a grazed shoulder
remembered "bangs like a carpet being beaten", then silence, then somebody asking for her mother.

Investigators collected cartridge cases of two calibres from a field beside the road. A senior officer, speaking on
condition that he would not be named, thought that smugglers rather than former rebels were behind the shooting."""

OWN_STORY = """The price of bread has doubled in the capital since the mills closed, and bakers now open at midnight so
that queues do not block the trams in the morning. The trade ministry promised flour from the strategic reserve, but the
silos on the eastern quay have stood empty since a fire that was never explained.

A committee of housewives keeps lists of who has been served. One of its founders, a retired signalwoman, said that
the quiet was deceptive and that people would not wait for ever."""


_WORDS = WORDS.split()


def story(seed: int, words: int = 200) -> str:
    """A text of its own, the same for the same seed."""
    chance = random.Random(seed)
    return " ".join(f"{chance.choice(_WORDS)}{chance.randrange(9)}" for _ in range(words)) + "."


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text."""
    return text.split("\n\n")


def edited(text: str, every: int = 23) -> str:
    """A text with one word in so many replaced, as an editor's light hand does."""
    return " ".join("altered" if n % every == every - 1 else w for n, w in enumerate(text.split()))
