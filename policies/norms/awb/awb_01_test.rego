package norms.awb.awb_01_test

import data.fixtures
import data.norms.awb.awb_01

deny := {"norm": "AWB-01", "effect": "deny"}

secrecy := {"norm": "AWB-01", "effect": "oblige", "obligation": "SECRECY_NOTICE"}

test_obliges_secrecy_when_power_and_purpose_fit if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({})
}

test_denies_a_purpose_the_power_does_not_serve if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"inquiry": {"purpose": "P-VERG"}})
}

test_denies_a_task_of_another_organ if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"caller": {"organ": "COL"}})
}

test_denies_a_task_of_another_department if {
	awb_01.findings == {deny} with input as fixtures.inquiry({"caller": {"department": "VERG"}})
}

test_denies_a_recipient_that_works_for_another_organ if {
	every recipient in [{"organ": "BGM", "department": "WMO"}, {"organ": "POL", "department": "BZ"}] {
		every regime in ["MONO", "BGP", "BILATERAL", "WGS"] {
			asked := fixtures.inquiry({"inquiry": {"recipient": recipient, "regime": regime}})
			deny in awb_01.findings with input as asked
		}
	}
	every recipient in [{"organ": "COL", "department": "WMO"}, {"organ": "POL", "department": null}] {
		not deny in awb_01.findings with input as fixtures.inquiry({"inquiry": {"recipient": recipient}})
	}
}

test_a_task_without_departments_is_of_the_whole_organ if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({
		"caller": {"organ": "COL", "department": "VAST"},
		"inquiry": {"task": "Gemeentewet:160"},
	})
}

permit(category) := {"norm": "AWB-01", "effect": "permit", "category": category}

own(changes) := fixtures.inquiry(object.union(
	{
		"caller": {"organ": "COL", "department": "TH"},
		"inquiry": {
			"regime": "MONO",
			"purpose": "P-TOEZ",
			"task": "APV:handhaving",
			"source": "TH/controles",
			"fields": ["bevinding"],
			"recipient": {"organ": "COL", "department": "TH"},
			"namesCase": false,
		},
		"case": null,
	},
	changes,
))

test_permits_a_department_its_own_data_for_its_own_task if {
	awb_01.findings == {permit("C-TOEZ"), secrecy} with input as own({})
	awb_01.findings == {permit("C-TOEZ"), secrecy} with input as own({"inquiry": {"mode": "HITNOHIT", "fields": []}})
}

# For another purpose, in bulk, in a case, without the need explained, or for the other organ that it acts for.
test_permits_nothing_one_thing_away if {
	every change in [
		{"inquiry": {"purpose": "P-HAND", "task": "Awb:5:11"}},
		{"inquiry": {"mode": "BULK"}},
		{"inquiry": {"namesCase": true}},
		{"inquiry": {"regime": "BGP"}},
		{"inquiry": {"reasoned": {"necessity": false}}},
		{"inquiry": {"recipient": {"department": "OOV"}}},
		{"inquiry": {"recipient": {"organ": "BGM"}}},
		{"caller": {"organ": "BGM"}},
		{"caller": {"department": "OOV"}},
	] {
		not permit("C-TOEZ") in awb_01.findings with input as own(change)
	}
}

test_permits_no_data_of_another_department if {
	every source, name in {"BWT/vergunningen": "zaaknr", "BOA/processen-verbaal": "feitcode", "BEL/heffingen": "iban"} {
		awb_01.findings == {secrecy} with input as own({"inquiry": {"source": source, "fields": [name]}})
	}
}

test_permits_nothing_under_a_closer_secrecy if {
	awb_01.findings == {secrecy} with input as own({})
		with data.facts.sources["TH/controles"].fields.bevinding.category as "C-UITK"
}

test_leaves_an_unknown_task_to_avg_01 if {
	awb_01.findings == set() with input as fixtures.inquiry({"inquiry": {"task": null}})
}

test_no_secrecy_about_counts_without_persons if {
	awb_01.findings == set() with input as fixtures.inquiry({"inquiry": {"source": "RIEC/beelden", "mode": "HITNOHIT", "fields": []}})
}

discreet := {"norm": "AWB-01", "effect": "deny", "discreet": true}

test_denies_who_is_no_member_of_a_case_that_names_them if {
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": {"members": ["p-other"]}})
	awb_01.findings == {secrecy} with input as fixtures.inquiry({"case": {"members": ["p-asker"]}})
}

test_denies_alike_without_a_part_in_the_case_and_without_a_case if {
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": null})
	awb_01.findings == {discreet, secrecy} with input as fixtures.inquiry({"case": {"regime": "WGS", "involved": ["BD"]}})
	awb_01.findings == {discreet, deny} with input as fixtures.inquiry({"caller": {"organ": "POL"}})
}

# Naming another regime opens no look at the case: only that of a RIEC, where WGS-14 says the same.
test_denies_alike_under_every_regime_but_that_of_a_riec if {
	every regime in ["MONO", "BILATERAL", "BIBOB"] {
		every case in [{"case": null}, {"case": {"members": ["p-other"]}}, {"case": {"regime": "WGS", "involved": ["BD"]}}] {
			asked := object.union(case, {"inquiry": {"regime": regime}})
			discreet in awb_01.findings with input as fixtures.inquiry(asked)
		}
		not discreet in awb_01.findings with input as fixtures.inquiry({"inquiry": {"regime": regime}})
	}
	not discreet in awb_01.findings with input as fixtures.inquiry({"inquiry": {"regime": "WGS"}, "case": null})
}

test_silent_about_a_part_where_no_case_is_named if {
	awb_01.findings == {secrecy} with input as fixtures.inquiry({"inquiry": {"namesCase": false}, "case": null})
	elsewhere := {"inquiry": {"regime": "WGS"}, "case": {"members": ["p-other"]}}
	awb_01.findings == {secrecy} with input as fixtures.inquiry(elsewhere)
}
