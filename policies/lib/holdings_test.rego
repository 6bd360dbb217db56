package lib_test

import data.fixtures
import data.lib

two_parts := fixtures.inquiry({
	"inquiry": {"source": "holding/1", "fields": ["rapport/datum", "rapport/plaats"]},
	"holding": fixtures.holding(
		"RESULT",
		{"rapport": fixtures.part({}), "pand": fixtures.part({"category": "C-TOEZ", "lawful": false})},
		{
			"rapport/datum": {"part": "rapport", "name": "datum", "category": "C-POL8"},
			"rapport/plaats": {"part": "rapport", "name": "plaats", "category": "C-POL8"},
			"pand/adres": {"part": "pand", "name": "adres", "category": "C-TOEZ"},
		},
	),
})

test_what_is_held_answers_like_a_dataset if {
	lib.source.organ == "BGM" with input as two_parts
	not lib.source.lawful with input as two_parts
	lib.categories == {"C-POL8"} with input as two_parts
	lib.asked_parts == {"rapport": fixtures.part({})} with input as two_parts
	lib.units_of_part == {"rapport": {"rapport/datum", "rapport/plaats"}} with input as two_parts
	lib.result with input as two_parts
}

existence := object.union(two_parts, {"inquiry": {"mode": "HITNOHIT", "fields": []}})

test_a_question_about_existence_touches_every_part if {
	lib.units_of_part == {"rapport": {"C-POL8"}, "pand": {"C-TOEZ"}} with input as existence
}

# A holding beside a source of another name opens nothing, and neither does one without parts.
test_a_holding_that_was_not_asked_is_no_source if {
	not lib.source with input as object.union(two_parts, {"inquiry": {"source": "BEL/heffingen"}})
	not lib.source with input as object.union(two_parts, {"holding": null})
	not lib.result with input as object.union(two_parts, {"holding": {"kind": "DOCUMENT"}})
}

# What a part is flagged with counts for each of its fields, but a number or a nationality is one of them.
test_flags_of_a_part_are_those_of_its_fields if {
	flagged := object.union(two_parts, {"holding": {
		"parts": {"rapport": {"flags": ["SPECIAL", "BSN", "NAT"]}},
		"fields": {"rapport/plaats": {"flags": ["MINOR"]}},
	}})
	lib.fields_by_flag == {
		"SPECIAL": {"rapport/datum", "rapport/plaats"},
		"MINOR": {"rapport/plaats"},
	} with input as flagged
	lib.flags_of_part == {"rapport": {"SPECIAL", "BSN", "NAT", "MINOR", "CRIM"}} with input as flagged
	known := object.union(flagged, {"inquiry": {"mode": "HITNOHIT", "fields": []}})
	lib.flags_by_category == {"C-POL8": {"CRIM", "SPECIAL"}, "C-TOEZ": {"CRIM"}} with input as known
}

test_a_field_of_another_category_is_touched_with_its_part if {
	other := object.union(existence, {"holding": {"fields": {"pand/adres": {"category": "C-BRP-ADR"}}}})
	lib.units_of_part.pand == {"C-TOEZ", "C-BRP-ADR"} with input as other
}
