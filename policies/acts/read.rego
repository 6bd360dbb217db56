# METADATA
# title: Reading the log, a case, or the words of a judgement
# description: >-
#   The log is read for control or for rights of data subjects, by the roles of the table; so are samples of it, what was
#   found in them, and how it fares. A case is read by who works
#   on it and by the privacy officer, if they have a part in it; one that ended only by the privacy officer.
package acts.read

import data.lib

findings contains {"norm": reading.norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource in reading.resources
	has_one_of(reading.roles)
}

# What is taken out of the log leaves it, with grounds and facts or for the person it is about: by the officers of the
# organisation whose log it is, not by those of organs that only take part (I).
findings contains {"norm": reading.norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource in reading.taken
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
	has_one_of(reading.roles)
}

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "case"
	lib.has_part
	reads_cases
}

# Who a key of the case stands for: to who works on it, for a purpose of that case (I).
findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "subject"
	input.act.purpose in input.case.purposes
	lib.works_on_case
}

# Whether a refusal may tell that the case is there: to who takes part in it, and to who may look at it.
findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "part"
	part_in_it
}

# Where information of the organ came from, that belongs to no case (I).
findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "holding"
	is_null(input.case)
	data.facts.organs[input.caller.organ].kind == "MUNICIPAL"
	has_one_of(lib.keepers)
}

# The words of a judgement of the organisation, and who gave it, are for who judges there and for who reviews; codes and
# dates are for everybody (I). One may stand about a person, so a look is a look into confidential data (Awb 2:5).
findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "attestations"
	has_one_of(judging_the_organisation | reviewers)
}

# Of each judgement: to who gave it, to who may give or take back one like it, and to who reviews.
findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "attestation"
	words_are_for_caller
}

words_are_for_caller if input.act.attestation.by == input.caller.person

words_are_for_caller if count(lib.judging_roles) > 0

words_are_for_caller if {
	has_one_of(reviewers)
}

# What a kind of processing does, in words: to who may put one forward, to the committee, and to who reviews (I).
findings contains {"norm": "WGS-25", "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "processing-types"
	has_one_of({"R-RIEC-D", "R-MGR", "RAC"} | reviewers)
}

# Which page of the console opens. What it shows, each operation behind it decides by itself (I).
findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "read"
	opens(data.facts.pages[input.act.resource].roles)
}

# What waits for a judgement, with the grounds of who asked: to who may give any (I). Which of it, giving it says.
findings contains {"norm": "AWB-01", "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "judgements"
	opens(data.facts.pages["page/judgements"].roles)
}

# null in the table: for everybody.
opens(roles) if roles == null

opens(roles) if has_one_of(roles)

has_one_of(roles) if {
	some role in input.caller.roles
	role in roles
}

reviewers := {"R-PRIV", "R-FG"}

judging_the_organisation contains role if {
	some row in data.facts.attestations
	row.level == "organisation"
	some role in row.roles
}

reading := data.facts.readings[input.act.purpose]

part_in_it if lib.takes_part

part_in_it if {
	lib.has_part
	reads_cases
}

reads_cases if lib.works_on_case

reads_cases if "R-PRIV" in input.caller.roles
