package lib_judgements_test

import data.fixtures
import data.lib

# Every judgement of the table that can open something, complete and about the question at hand.
opening contains type if {
	some type, row in data.facts.attestations
	"met" in {verdict | some verdict in row.outcomes}
}

given(type, person) := object.union(
	fixtures.attestation(type, "any", {key: about[key] | some key in data.facts.attestations[type].scope}, {}),
	{"by": person},
)

about := {
	"source": "BEL/heffingen",
	"department": "ONDM",
	"category": "C-BEL-G",
	"organ": "HEF",
	"regime": "BGP",
	"purpose": "P-BGP-AANPAK",
	"subject": "s-1",
	"person": "p-asker",
}

of(person) := fixtures.judged(fixtures.inquiry({}), [given(type, person) | some type in opening])

test_nothing_that_the_asker_gave_opens_their_own_question if {
	count(opening) > 30
	lib.at_hand == [] with input as of("p-asker")
}

test_the_same_of_another_person_counts if {
	every type in opening {
		type in {attestation.type | some [attestation, _] in lib.at_hand} with input as of("p-judge")
	}
}

test_what_only_refuses_counts_also_of_the_asker if {
	every type in {"VETO", "OBJECTION", "RESULT_VETO", "STOP_ALL", "STOP_CALLER", "STOP_PURPOSE", "STOP_SOURCE"} {
		count(lib.at_hand) == 1 with input as fixtures.judged(fixtures.inquiry({}), [given(type, "p-asker")])
	}
}
