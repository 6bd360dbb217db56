package norms.bgs.bgs_12_test

import data.fixtures
import data.norms.bgs.bgs_12

deny := {"norm": "BGS-12", "effect": "deny", "category": "C-SEKS"}

withhold := {"norm": "BGS-12", "effect": "treat", "treatment": "withhold"}

field := {"category": "C-SEKS", "type": "string", "format": null, "flags": ["SPECIAL"]}

# No source of the catalogue holds such data; a local one may.
source(fields) := {"NLA/uitbuiting": object.union(
	object.remove(data.facts.sources["NLA/controles"], ["fields"]),
	{"fields": {name: field | some name in fields}},
)}

asked(crime_form, fields) := fixtures.riec({
	"case": {"crimeForm": crime_form},
	"inquiry": {"source": "NLA/uitbuiting", "fields": fields, "mode": "DETAIL"},
})

criminal := fixtures.attestation("CRIM_DATA", "present", {}, {})

judged(crime_form, attestations) := said if {
	said := bgs_12.findings with input as fixtures.judged(asked(crime_form, ["seksueel_gedrag"]), attestations)
		with data.facts.sources as source(["seksueel_gedrag"])
}

test_silent_for_the_three_forms_of_crime_next_to_criminal_data if {
	every form in ["MENSENHANDEL", "ILL_PROSTITUTIE", "UITBUITING"] {
		judged(form, [criminal]) == set()
	}
}

test_denies_another_form_of_crime if {
	judged("DRUGS", [criminal]) == {deny}
	judged(null, [criminal]) == {deny}
}

test_denies_without_criminal_data if {
	judged("MENSENHANDEL", []) == {deny}
	judged("MENSENHANDEL", [object.union(criminal, {"outcome": "absent"})]) == {deny}
	judged("MENSENHANDEL", [criminal, object.union(criminal, {"outcome": "absent"})]) == {deny}
}

test_denies_without_a_case_of_a_riec if {
	no_case := object.union(fixtures.judged(asked("MENSENHANDEL", ["seksueel_gedrag"]), [criminal]), {"case": null})
	bgs_12.findings == {deny} with input as no_case with data.facts.sources as source(["seksueel_gedrag"])
	other_track := object.union(
		fixtures.judged(asked("MENSENHANDEL", ["seksueel_gedrag"]), [criminal]),
		{"case": {"regime": "BGP"}},
	)
	bgs_12.findings == {deny} with input as other_track with data.facts.sources as source(["seksueel_gedrag"])
}

both := ["seksueel_gedrag", "personen[].seksuele_gerichtheid", "seksuele_gerichtheid"]

test_orientation_never if {
	bgs_12.findings == {object.union(withhold, {"fields": [
		"personen[].seksuele_gerichtheid",
		"seksuele_gerichtheid",
	]})} with input as fixtures.judged(asked("MENSENHANDEL", both), [criminal])
		with data.facts.sources as source(both)
}

test_a_dataset_with_orientation_does_not_tell_whom_it_knows if {
	hit := object.union(asked("MENSENHANDEL", []), {"inquiry": {"mode": "HITNOHIT"}})
	bgs_12.findings == {object.union(withhold, {"category": "C-SEKS"})} with input as fixtures.judged(hit, [criminal])
		with data.facts.sources as source(both)
	bgs_12.findings == set() with input as fixtures.judged(hit, [criminal])
		with data.facts.sources as source(["seksueel_gedrag"])
}

test_silent_about_other_data if {
	bgs_12.findings == set() with input as fixtures.riec({})
}

test_silent_in_another_regime if {
	outside := object.union(asked("DRUGS", both), {"inquiry": {"regime": "BILATERAL"}})
	bgs_12.findings == set() with input as outside with data.facts.sources as source(both)
	hit := object.union(outside, {"inquiry": {"mode": "HITNOHIT", "fields": []}})
	bgs_12.findings == set() with input as hit with data.facts.sources as source(both)
}
