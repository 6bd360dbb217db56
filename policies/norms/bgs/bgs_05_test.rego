package norms.bgs.bgs_05_test

import data.fixtures
import data.norms.bgs.bgs_05

withhold := {"norm": "BGS-05", "effect": "treat", "treatment": "withhold"}

asked(changes) := object.union(
	fixtures.riec({"inquiry": {"source": "BZ/nationaliteiten", "fields": ["bsn", "nationaliteit"]}}),
	changes,
)

unavoidable := fixtures.attestation(
	"IDENTIFICATION", "unavoidable",
	{"source": "BZ/nationaliteiten", "subject": "s-1"}, {},
)

test_withholds_nationality_and_no_other_field if {
	bgs_05.findings == {object.union(withhold, {"fields": ["nationaliteit"]})} with input as asked({})
}

test_withholds_whether_it_is_known if {
	hit := asked({"inquiry": {"mode": "HITNOHIT", "fields": []}})
	bgs_05.findings == {object.union(withhold, {"category": "C-BRP-NAT"})} with input as hit
	bgs_05.findings == set() with input as fixtures.judged(hit, [unavoidable])
}

test_silent_when_identification_cannot_do_without if {
	bgs_05.findings == set() with input as fixtures.judged(asked({}), [unavoidable])
}

test_withholds_when_the_judgement_is_about_somebody_else_or_contradicted if {
	every attestations in [
		[object.union(unavoidable, {"scope": {"subject": "s-2"}})],
		[object.union(unavoidable, {"outcome": "avoidable"})],
		[unavoidable, object.union(unavoidable, {"outcome": "avoidable"})],
	] {
		count(bgs_05.findings) == 1 with input as fixtures.judged(asked({}), attestations)
	}
}

test_silent_about_other_fields_and_sources if {
	bgs_05.findings == set() with input as asked({"inquiry": {"fields": ["bsn"]}})
	bgs_05.findings == set() with input as fixtures.riec({})
	bgs_05.findings == set() with input as fixtures.riec({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

test_silent_in_another_regime if {
	bgs_05.findings == set() with input as asked({"inquiry": {"regime": "MONO"}})
	bgs_05.findings == set() with input as asked({"inquiry": {"regime": "MONO", "mode": "HITNOHIT", "fields": []}})
}
