package acts.read_test

import data.acts.read
import data.fixtures

log(resource, purpose, role) := object.union(
	fixtures.act("read", {"act": {"purpose": purpose, "resource": resource}, "caller": {"roles": [role]}}),
	{"case": null},
)

file(state, role) := fixtures.act("read", {
	"act": {"resource": "case"},
	"case": {"state": state},
	"caller": {"roles": [role]},
})

permit := {{"norm": "WGS-23", "effect": "permit"}}

test_privacy_officer_reads_the_log_for_control_and_for_rights if {
	every resource in ["decisions", "decisions-by-subject", "decision", "retention", "sample", "finding", "counts"] {
		read.findings == permit with input as log(resource, "P-AUDIT", "R-PRIV")
		read.findings == permit with input as log(resource, "P-RECHT", "R-PRIV")
	}
}

test_the_report_is_for_control if {
	every role in ["R-PRIV", "R-FG"] {
		read.findings == permit with input as log("report", "P-AUDIT", role)
		read.findings == set() with input as log("report", "P-RECHT", role)
	}
	read.findings == set() with input as log("report", "P-AUDIT", "R-CAS")
}

statement(purpose, organ, role) := object.union(log("statement", purpose, role), {"caller": {"organ": organ}})

test_what_was_disclosed_about_a_person_is_stated_for_their_rights_by_the_officer_of_the_organisation if {
	read.findings == permit with input as statement("P-RECHT", "COL", "R-PRIV")
	read.findings == set() with input as statement("P-AUDIT", "COL", "R-PRIV")
	read.findings == set() with input as statement("P-RECHT", "POL", "R-PRIV")
	every role in ["R-FG", "R-CAS", "R-JZ", "no-role"] {
		read.findings == set() with input as statement("P-RECHT", "COL", role)
	}
}

taken_out(organ, role) := object.union(log("export", "P-AUDIT", role), {"caller": {"organ": organ}})

test_only_officers_of_the_organisation_take_something_out_of_its_log if {
	read.findings == permit with input as taken_out("COL", "R-PRIV")
	read.findings == permit with input as taken_out("BGM", "R-FG")
	read.findings == set() with input as taken_out("POL", "R-PRIV")
	read.findings == set() with input as taken_out("UWV", "R-PRIV")
	read.findings == set() with input as taken_out("COL", "R-OWN")
}

test_data_protection_officer_reads_it_for_control_only if {
	read.findings == permit with input as log("decisions", "P-AUDIT", "R-FG")
	read.findings == set() with input as log("decisions", "P-RECHT", "R-FG")
}

held(organ, role) := object.union(
	fixtures.act("read", {"act": {"resource": "holding"}, "caller": {"organ": organ, "roles": [role]}}),
	{"case": null},
)

test_who_keeps_information_of_the_organ_sees_where_it_came_from if {
	read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as held("BGM", "R-OWN")
	read.findings == set() with input as held("BGM", "R-MGR")
	read.findings == set() with input as held("POL", "R-OWN")
}

test_nobody_else_reads_the_log if {
	every role in ["R-REG", "R-CAS", "R-OWN", "R-MGR", "R-RIEC-D", "no-role"] {
		read.findings == set() with input as log("decisions", "P-AUDIT", role)
	}
}

test_not_for_another_purpose if {
	read.findings == set() with input as log("decisions", "P-BGP-AANPAK", "R-PRIV")
	read.findings == set() with input as log("decisions", null, "R-PRIV")
}

test_nothing_else_is_there_to_read if {
	read.findings == set() with input as log("keys", "P-AUDIT", "R-PRIV")
	read.findings == set() with input as log(null, "P-AUDIT", "R-PRIV")
}

test_workers_read_a_case if {
	every role in ["R-REG", "R-TEAM", "R-CAS", "R-COORD", "R-PRIV"] {
		read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as file("B4", role)
	}
}

test_nobody_else_reads_a_case if {
	every role in ["R-FG", "R-OWN", "R-MGR", "R-RIEC-D", "no-role"] {
		read.findings == set() with input as file("B4", role)
	}
}

test_a_rejected_case_is_for_the_privacy_officer if {
	read.findings == set() with input as file("B0", "R-REG")
	read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as file("B0", "R-PRIV")
}

test_no_case_one_has_no_part_in if {
	read.findings == set() with input as object.union(file("B4", "R-PRIV"), {"caller": {"organ": "POL"}})
}

part(changes) := object.union(fixtures.act("read", {"act": {"resource": "part"}, "case": {"state": "B4"}}), changes)

test_a_refusal_tells_of_a_case_to_who_takes_part_and_to_who_may_look if {
	read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as part({"caller": {"roles": ["R-OWN"]}})
	apart := {"case": {"members": ["p-other"]}}
	read.findings == set() with input as part(object.union(apart, {"caller": {"roles": ["R-CAS"]}}))
	count(read.findings) == 1 with input as part(object.union(apart, {"caller": {"roles": ["R-PRIV"]}}))
	read.findings == set() with input as part({"caller": {"organ": "POL"}})
	read.findings == set() with input as part({"caller": {"organ": "POL", "roles": ["R-PRIV"]}})
}

reveal(state, role, purpose) := object.union(file(state, role), {"act": {"resource": "subject", "purpose": purpose}})

test_who_works_on_a_case_sees_who_a_subject_is_for_a_purpose_of_it if {
	every role in ["R-REG", "R-TEAM", "R-CAS", "R-COORD"] {
		read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as reveal("B4", role, "P-BGP-AANPAK")
	}
	every role in ["R-PRIV", "R-FG", "R-OWN", "no-role"] {
		read.findings == set() with input as reveal("B4", role, "P-BGP-AANPAK")
	}
	read.findings == set() with input as reveal("B4", "R-CAS", "P-AUDIT")
	read.findings == set() with input as reveal("B4", "R-CAS", null)
	read.findings == set() with input as reveal("B0", "R-CAS", "P-BGP-AANPAK")
	apart := {"case": {"members": ["p-other"]}}
	read.findings == set() with input as object.union(reveal("B4", "R-CAS", "P-BGP-AANPAK"), apart)
}

test_silent_about_other_acts if {
	read.findings == set() with input as object.union(log("decisions", "P-AUDIT", "R-PRIV"), {"act": {"kind": "amend"}})
	read.findings == set() with input as object.union(file("B4", "R-CAS"), {"act": {"kind": "amend"}})
}

test_a_case_with_members_is_read_by_them_and_by_who_judges if {
	read.findings == set() with input as object.union(file("B4", "R-CAS"), {"case": {"members": ["p-other"]}})
	every role in ["R-CAS", "R-PRIV"] {
		count(read.findings) == 1 with input as object.union(file("B4", role), {"case": {"members": ["p-asker"]}})
	}
	count(read.findings) == 1 with input as object.union(file("B4", "R-PRIV"), {"case": {"members": ["p-other"]}})
}

listed(role) := fixtures.act("read", {"act": {"resource": "attestations"}, "case": null, "caller": {"roles": [role]}})

test_judgements_of_the_organisation_are_for_who_judges_there_or_reviews if {
	every role in ["R-PRIV", "R-FG", "R-JZ", "R-OWN", "RAC", "R-ANA"] {
		read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as listed(role)
	}
	every role in ["R-REG", "R-TEAM", "R-COORD", "R-MGR", "PROCESS", "SUPPORT", "no-role"] {
		read.findings == set() with input as listed(role)
	}
}

words_of(judgement, caller) := fixtures.act("read", {
	"act": {"resource": "attestation", "attestation": judgement},
	"case": null,
	"caller": caller,
})

test_words_of_a_judgement_are_for_who_gave_it_who_judges_alike_and_who_reviews if {
	permitted := {{"norm": "AWB-01", "effect": "permit"}}
	bibob := fixtures.attestation("BIBOB_NECESSITY", "necessary", {"source": "BIBOB/dossiers", "subject": "s-1"}, {})
	owner := {"organ": "COL", "department": "BIBOB", "roles": ["R-OWN"]}
	every role in ["R-PRIV", "R-FG"] {
		read.findings == permitted with input as words_of(bibob, {"roles": [role]})
	}
	read.findings == permitted with input as words_of(bibob, owner)
	read.findings == set() with input as words_of(bibob, object.union(owner, {"department": "WMO"}))
	read.findings == set() with input as words_of(bibob, {"roles": ["R-JZ"]})
	read.findings == set() with input as words_of(bibob, {"roles": ["R-CAS"]})
	read.findings == permitted with input as words_of(object.union(bibob, {"by": "p-asker"}), {"roles": ["R-CAS"]})
}

test_words_of_kinds_of_processing_are_for_who_puts_them_forward_the_committee_and_who_reviews if {
	every role in ["R-RIEC-D", "R-MGR", "RAC", "R-PRIV", "R-FG"] {
		looked := object.union(listed(role), {"act": {"resource": "processing-types"}})
		read.findings == {{"norm": "WGS-25", "effect": "permit"}} with input as looked
	}
	every role in ["R-CAS", "PROCESS", "R-OWN", "no-role"] {
		read.findings == set() with input as object.union(listed(role), {"act": {"resource": "processing-types"}})
	}
}

opened(page, role) if {
	read.findings == {{"norm": "AWB-01", "effect": "permit"}} with input as object.union(
		log(sprintf("page/%s", [page]), null, role),
		{"act": {"attestation": null}},
	)
}

all_roles := object.keys(data.facts.roles)

opens_for(page) := {role | some role in all_roles; opened(page, role)}

test_pages_of_the_log_are_for_who_oversees if {
	every page in ["decisions", "decision", "health"] {
		opens_for(page) == {"R-PRIV", "R-FG"}
		not opened(page, "no-role")
	}
}

# Who opens the page may make one, and nobody else: the data protection officer reads the log, and gives out none of it.
test_the_page_of_statements_opens_for_who_may_make_one if {
	opens_for("statements") == {role |
		some purpose, _ in data.facts.readings
		some role in all_roles
		count(read.findings) > 0 with input as statement(purpose, "COL", role)
	}
	opens_for("statements") == {"R-PRIV"}
}

# Not weaker than what is behind it: who opens the page of the log may read it for some purpose, and nobody else.
test_the_page_of_the_log_opens_for_who_may_read_it if {
	opens_for("decisions") == {role |
		some purpose, _ in data.facts.readings
		some role in all_roles
		count(read.findings) > 0 with input as log("decisions", purpose, role)
	}
}

test_the_page_of_judgements_opens_for_who_may_give_one if {
	judges := {role | some row in data.facts.attestations; some role in row.roles}
	opens_for("judgements") == judges
	judges == {role | some role in all_roles; count(read.findings) > 0 with input as log("judgements", null, role)}
	not "R-MGR" in judges
	not "SUPPORT" in judges
}

test_the_page_of_review_opens_for_who_oversees_and_for_who_may_owe_something if {
	owing := {role | some row in data.facts.obligations; some role in row.owners}
	opens_for("review") == owing | {"R-PRIV", "R-FG", "R-MGR"}
	not opened("review", "R-TEAM")
}

test_the_page_of_cases_opens_for_who_works_on_cases_and_for_the_privacy_officer if {
	opens_for("cases") == {role | some row in data.facts.transitions; some role in row.roles} | {"R-PRIV"}
	not opened("cases", "R-FG")
	not opened("cases", "R-OWN")
}

test_asking_and_the_policy_are_for_everybody if {
	every page in ["ask", "policy"] {
		opened(page, "no-role")
		opens_for(page) == all_roles
	}
}

test_what_would_open_something_is_shown_to_who_oversees_and_to_legal_affairs if {
	opens_for("why-not") == {"R-PRIV", "R-FG", "R-JZ"}
	not opened("why-not", "no-role")
}

test_no_page_that_is_not_there if {
	every resource in ["page/keys", "page/", "page", "ask"] {
		read.findings == set() with input as log(resource, null, "R-PRIV")
	}
	read.findings == set() with input as object.union(log("page/ask", null, "R-PRIV"), {"act": {"kind": "amend"}})
}
