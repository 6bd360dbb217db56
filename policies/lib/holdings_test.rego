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
