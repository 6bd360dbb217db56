package lib_test

import data.fixtures
import data.lib

two_parts := fixtures.inquiry({
	"inquiry": {"source": "holding/1", "fields": ["rapport/datum", "rapport/plaats"]},
	"holding": fixtures.holding(
		"RESULT",
		{"rapport": fixtures.part({}), "pand": fixtures.part({"category": "C-TOEZ"})},
		{
			"rapport/datum": {"part": "rapport", "name": "datum", "category": "C-POL8"},
			"rapport/plaats": {"part": "rapport", "name": "plaats", "category": "C-POL8"},
			"pand/adres": {"part": "pand", "name": "adres", "category": "C-TOEZ"},
		},
	),
})

test_what_is_held_answers_like_a_dataset if {
	lib.source.organ == "BGM" with input as two_parts
	lib.source.lawful with input as two_parts
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

# What goes to nobody is as if it were not there.
hidden(changes) := object.union(two_parts, {"holding": {"parts": {"rapport": changes}}})

test_a_part_that_goes_to_nobody_is_not_there if {
	every changes in [
		{"lawful": false}, {"flags": ["REMOVED"]}, {"category": "C-POL12"}, {"category": "C-POL10B"},
		{"wpgArticle": "12"}, {"wpgArticle": "10b"}, {"wpgArticle": "12a"}, {"wpgArticle": "8 "}, {"wpgArticle": null},
		{"wpgArticle": "12", "origin": "COL"},
	] {
		lib.asked_parts == {} with input as hidden(changes)
		object.keys(lib.source.fields) == {"pand/adres"} with input as hidden(changes)
	}
	object.keys(lib.asked_parts) == {"rapport"} with input as hidden({"wpgArticle": null, "origin": "COL"})
	every article in ["8", "9", "10a", "10c", "13"] {
		object.keys(lib.asked_parts) == {"rapport"} with input as hidden({"wpgArticle": article})
	}
}

test_a_field_that_was_removed_is_not_there if {
	removed := object.union(two_parts, {"holding": {"fields": {"rapport/plaats": {"flags": ["REMOVED"]}}}})
	lib.units_of_part == {"rapport": {"rapport/datum"}} with input as removed
}

inspected(changes) := hidden(object.union(
	{"category": "C-TOEZ", "origin": "COL", "contributors": ["COL"], "wpgArticle": null},
	changes,
))

test_what_a_dataset_has_is_recognised_by_category_and_house if {
	lib.held_of("TH/controles") == {"rapport"} with input as inspected({})
	lib.held_of("TH/controles") == {"rapport"} with input as inspected({"origin": "BGM", "contributors": []})
	lib.held_of("TH/controles") == {"rapport"} with input as inspected({"origin": "NVWA", "derivedFrom": ["COL"]})
	lib.held_of("TH/controles") == set() with input as inspected({"origin": "NVWA", "contributors": ["NVWA"]})
	lib.held_of("TH/controles") == set() with input as inspected({"category": "C-VERG"})
	lib.held_of("ONBEKEND/bron") == set() with input as inspected({})
}

test_who_brought_it_in_asks_for_their_own_department if {
	mine := object.union(two_parts, {"holding": {"ofCaller": true}})
	not lib.only_word_of_asker with input as mine
	not lib.only_word_of_asker with input as two_parts
	every recipient in [{"department": "TH"}, {"department": null}, {"organ": "COL"}, {"organ": "POL", "department": null}] {
		lib.only_word_of_asker with input as object.union(mine, {"inquiry": {"recipient": recipient}})
	}
}
