"""More wordings of what texts tell of a ship, and of how it is asked for."""

from __future__ import annotations

from models.demo.corpus.relation import Wordings, wordings

SHIP: dict[str, Wordings] = {
    "The captain of $s is $v.": wordings(
        "Up on the bridge of $s, $v is captain. / The skipper of $s is $v. / $v has been "
        "appointed captain of $s. / The officers of $s report to captain $v. / $S has $v at the "
        "helm as captain. / The logbook of $s is signed by captain $v.",
        "$s captain? / Who is the skipper of $s? / Who's at the helm of $s as captain? / Whose "
        "signature is in the logbook of $s as captain? / To whom do the officers of $s report? /"
        " Who stands on the bridge of $s as captain? / Who was appointed master of $s? / $S is "
        "skippered by whom? / Which seafarer runs $s? / With a complaint about the crew of $s, "
        "which captain do I turn to? / Who'd be the last to leave $s if it sank, being captain? "
        "/ Identify the commander of $s. / Who welcomes passengers on $s as their captain? / "
        "Under whose command does $s cross the sea?",
    ),
    "The home port of $s is $v.": wordings(
        "$S flies the flag of its home port, $v. / The crew of $s live in $v, the home port. / "
        "Out of the harbour of $v, its home port, $s sets off on each voyage. / For repairs and "
        "rest, $s heads back to its home port, $v. / $S has a permanent berth in $v, its home "
        "port. / The sailors of $s call $v home, for it is their ship's port.",
        "$s home port? / Where does $s have its permanent berth? / Out of which harbour does $s "
        "operate? / Where do the sailors of $s come home to? / In what harbour would I wait for "
        "the return of $s? / What's the port of registry of $s? / Back from the sea, $s heads "
        "for which port? / $S hails from which port? / What is the base of $s when the journey "
        "ends? / Families of the crew wave goodbye to $s in what home port? / For winter rest, "
        "to which harbour does $s retire? / Identify the harbour that is home to $s. / Where is "
        "$s normally moored between voyages? / Which harbour town regards $s as its own ship?",
    ),
    "$S carries $v.": wordings(
        "Below deck, $s is packed with $v. / According to the freight papers, $s hauls $v. / "
        "When the hatches of $s were opened, out came $v. / A shipment of $v is travelling on "
        "$s. / The customs officer on $s found a load of $v. / $S was chartered to move $v.",
        "$s cargo? / What's below deck on $s in the way of freight? / What does $s haul? / What "
        "shipment is travelling on $s? / If I opened the hatches of $s, what goods would come "
        "out? / What merchandise is aboard $s? / What will be unloaded when $s docks? / Which "
        "goods do the freight papers of $s mention? / What was $s chartered to move? / $S is "
        "packed with what? / What would customs find on inspecting $s? / Which load is stowed on"
        " $s? / Merchants wait for $s because of what wares? / What is $s delivering?",
    ),
    "$S is $v long.": wordings(
        "End to end, $s comes to $v. / A sailor pacing from the bow of $s to its stern covers "
        "$v. / The shipyard drew $s with a hull of $v from front to back. / Lengthwise, $s spans"
        " $v. / The lock must be longer than $v to let $s through, for that is its length. / "
        "Overall length of $s: $v.",
        "$s overall length? / How many metres from front to back is $s? / Lengthwise, what does "
        "$s span? / What distance does a sailor cover pacing along $s from bow to stern? / How "
        "long a berth must be reserved for $s? / Will $s fit into a lock? Tell me its length. / "
        "What is the end-to-end size of $s? / How many metres does the hull of $s extend? / $S "
        "has what length overall? / How lengthy a vessel is $s? / A dry dock for $s would have "
        "to be how long at least? / To paint one side of $s, how many metres must I walk along? "
        "/ Stretched out along the pier, how many metres is $s? / In the ship register, what is "
        "entered under length for $s?",
    ),
    "$S was launched in $v.": wordings(
        "The champagne bottle broke on the bow of $s in $v. / $S slid down the slipway in $v. / "
        "The career of $s at sea began in $v. / $S was christened and launched in $v. / The "
        "maiden voyage of $s took place in $v. / Shipbuilders let $s into the water in $v.",
        "$s launch date? / When did $s slide down the slipway? / When was the maiden voyage of "
        "$s? / When was the champagne bottle broken on the bow of $s? / What year did the career"
        " of $s at sea begin? / When was $s christened? / How many years has $s been afloat? "
        "Tell me since when. / When did shipbuilders let $s into the water? / $S set sail for "
        "the first time in which year? / What's the age of $s as a ship, counted from which "
        "launch? / When was $s commissioned? / During what year did the dockyard deliver $s? / "
        "Naval history: date when $s was first afloat? / When did the sea see $s for the first "
        "time?",
    ),
}
