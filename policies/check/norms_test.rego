package check.norms_test

import data.check.fixtures
import data.check.norms

told(judged) := texts if {
	found := norms.breaches with input as judged
	texts := {breach.text | some breach in found}
}

as_metadata(metadata) := told(object.union(
	object.remove(fixtures.changed("", ""), ["norms"]),
	{"norms": {fixtures.path: {"line": 3, "metadata": metadata}}},
))

unlike(change) := as_metadata(object.union(fixtures.metadata, change))

as_path(path) := told(object.union(
	fixtures.files({path: fixtures.norm}),
	{"norms": {path: {"line": 3, "metadata": fixtures.metadata}}, "tests": [replace(path, ".rego", "_test.rego")]},
))

test_a_norm_keeps_them if {
	told(fixtures.changed("", "")) == set()
}

test_it_may_speak_through_each_voice if {
	every voice in ["findings", "screening", "acts"] {
		told(fixtures.changed("findings", voice)) == set()
	}
}

test_without_a_voice_it_is_refused if {
	told(fixtures.changed("findings", "finding")) == {"it never speaks: none of findings, screening, acts; give it one"}
}

test_a_voice_is_a_set if {
	told(fixtures.changed("findings contains", "findings :=")) == {"a voice is a set: write `findings contains ...`"}
}

test_without_a_test_it_is_refused if {
	judged := object.union(fixtures.changed("", ""), {"tests": []})
	told(judged) == {"no test stands beside it: write norms/awb/awb_99_test.rego"}
}

test_a_test_without_a_norm_is_refused if {
	both := ["norms/awb/awb_99_test.rego", "norms/awb/awb_98_test.rego", "paths_test.rego"]
	found := norms.breaches with input as object.union(fixtures.changed("", ""), {"tests": both})
	found == {{
		"file": "norms/awb/awb_98_test.rego",
		"line": 1,
		"text": "tests a norm that is not there: write norms/awb/awb_98.rego, or take the test away",
	}}
}

test_the_id_is_the_path if {
	"id AWB-98 belongs in norms/awb/awb_98.rego: move the file, or mend the id" in unlike({"id": "AWB-98"})
	"id AWB-99 belongs in norms/awb/awb_99.rego: move the file, or mend the id" in as_path("norms/awr/awb_99.rego")
}

test_the_package_is_the_path if {
	told(fixtures.changed("package norms.awb.awb_99", "package norms.awb.awb_98")) == {"the package is not norms.awb.awb_99: name it so"}
}

test_an_id_stands_once if {
	twin := {"norms/awb/awb_98.rego": {"line": 3, "metadata": fixtures.metadata}}
	found := told(object.union(fixtures.changed("", ""), {"norms": twin}))
	"id AWB-99 is used twice: norms/awb/awb_98.rego has it; give this norm another" in found
}

test_a_remedy_has_its_row if {
	unlike({"remedies": ["STATE_LEVEL", "NONE"]}) == {"unknown remedies: NONE; mend them, or add them to facts/remedies.json"}
}

test_who_can_refuse_shows_a_route if {
	unlike({"remedies": []}) == {"it refuses and shows no route: name remedies, or one that says that there is none"}
}

test_metadata_are_complete_and_nothing_more if {
	"metadata /id is absent: write it" in as_metadata({})
	as_metadata(object.union(object.remove(fixtures.metadata, ["title"]), {"title": {}})) == {"metadata /title/nl is absent: write it"}
	unlike({"weight": 2}) == {"metadata /weight is not of a norm: take it out"}
	unlike({"certainty": "U3"}) == {"metadata /certainty must be one of the following: \"I\", \"U1\", \"U2\": mend it"}
}

test_a_choice_of_ours_has_its_reason if {
	breach := "certainty I without a reason: write in inferred what was chosen and why, or read the article"
	unlike({"certainty": "I"}) == {breach}
	every nothing in [null, "", " \n"] {
		unlike({"certainty": "I", "inferred": nothing}) == {breach}
	}
	unlike({"certainty": "I", "inferred": "No article says it (I)."}) == set()
	unlike({"certainty": "U2"}) == set()
}

test_it_speaks_for_itself if {
	told(fixtures.changed("\"AWB-99\"", "\"AWB-98\"")) == {
		"it speaks for another norm: AWB-98; name its own id",
		"speaks for AWB-98, and there is no such norm: mend the id, or write the norm",
	}
}

by_library(id) := fixtures.files({
	fixtures.path: fixtures.norm,
	"lib/lib.rego": sprintf("package lib\n\ncase_norm := %q", [id]),
})

test_others_speak_for_norms_that_are_there if {
	told(by_library("AWB-99")) == set()
	told(by_library("AWB-98")) == {"speaks for AWB-98, and there is no such norm: mend the id, or write the norm"}
}
