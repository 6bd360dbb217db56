package check.codes_test

import data.check.codes
import data.check.fixtures

# By condition what is said of it, without the list of what is known: a rule for each, in one norm.
said(conditions) := texts if {
	written := [sprintf("late if {\n\t%s\n}", [condition]) | some condition in conditions]
	found := codes.breaches with input as fixtures.norm_with(concat("\n\n", written))
	texts := {condition: {split(breach.text, ";")[0] | some breach in found; breach.at[1] == index + 2} |
		some index, condition in conditions
	}
}

# What is expected of each condition.
holds(expected) := said([condition | some condition, _ in expected]) == expected

test_codes_of_the_tables_are_known if {
	conditions := {
		`input.inquiry.purpose == "P-OO"`,
		`"LB-6E" in input.inquiry.legalBasis`,
		`lib.categories & {"C-BD"} == set()`,
		`"R-PRIV" in input.caller.roles`,
		`input.inquiry.recipient.organ in {"POL", "BGM"}`,
		`input.caller.department != "ONDM"`,
		`input.inquiry.task in ["OO"]`,
		`input.inquiry.task == "AWB-99"`,
		`input.inquiry.source == "BEL/heffingen"`,
		`["PC1", null] in lib.met`,
		`lib.state == "B1"`,
		`input.act.activity == "SCAN"`,
		`input.holding.parts[name].wpgArticle == "8"`,
		`x := {"details": "anything"}`,
	}
	holds({condition: set() | some condition in conditions})
}

test_by_their_shape_wherever_they_stand if {
	holds({
		`count({"P-BLE", "P-OO"}) > 0`: {"unknown purpose P-BLE"},
		`known("LB-6F")`: {"unknown legalBasis LB-6F"},
		`x := {"C-BDD": 1}`: {"unknown category C-BDD"},
		`some role in ["R-PRIVE"]`: {"unknown role R-PRIVE"},
		`known("BEL/heffing")`: {"unknown source BEL/heffing"},
		`data.facts.purposes["P-BLE"].regimes`: {"unknown purpose P-BLE"},
	})
}

test_by_what_they_are_compared_with if {
	holds({
		`input.caller.organ == "PLO"`: {"unknown organ PLO"},
		`"WI" == input.caller.department`: {"unknown department WI"},
		`input.inquiry.task == "AWB-98"`: {"unknown task AWB-98"},
		`input.case.state in {"B1", "B9"}`: {"unknown state B9"},
		`input.inquiry.mode != "bulk"`: {"unknown mode bulk"},
		`"Q-PRIV" in input.caller.roles`: {"unknown roles Q-PRIV"},
		`some organ in data.facts.organs; organ == "PLO"`: {"unknown organ PLO"},
		`lib.roles[0] == "priv"`: {"unknown roles priv"},
	})
}

test_of_another_table_is_unknown_as_well if {
	holds({
		`input.inquiry.purpose == "C-BD"`: {"unknown purpose C-BD"},
		`input.caller.organ == "ONDM"`: {"unknown organ ONDM"},
	})
}

test_in_what_is_found if {
	holds({
		`x := {"norm": "AWB-99", "effect": "dney"}`: {"unknown effect dney"},
		`x := {"attestation": "PC9"}`: {"unknown attestation PC9"},
	})
}

test_as_a_word_where_nothing_says_of_which_table if {
	holds({
		`some [type, _] in lib.met; type in {"PC1", "PC9"}`: {"unknown type PC9"},
		`["PC8", null] in lib.met`: {"PC8 is in no table and no list of the input: mend it, or add its row to facts"},
	})
}

test_it_says_what_is_known if {
	found := codes.breaches with input as fixtures.norm_with(`late if input.inquiry.purpose == "P-BLE"`)
	{breach.text | some breach in found} == {"unknown purpose P-BLE; one of P-BEL, P-OO: mend it, or add it there"}
}
