# METADATA
# title: Reading the log, or a case
# description: >-
#   The log is read for control or for rights of data subjects, by the roles of the table. A case is read by who works
#   on it and by the privacy officer, if they have a part in it; one that ended only by the privacy officer.
package acts.read

import data.lib

findings contains {"norm": reading.norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource in {"decisions", "decisions-by-subject", "decision"}
	some role in input.caller.roles
	role in reading.roles
}

findings contains {"norm": lib.case_norm, "effect": "permit"} if {
	input.act.kind == "read"
	input.act.resource == "case"
	lib.has_part
	reads_cases
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
	some role in input.caller.roles
	role in lib.keepers
}

reading := data.facts.readings[input.act.purpose]

part_in_it if lib.takes_part

part_in_it if {
	lib.has_part
	reads_cases
}

reads_cases if lib.works_on_case

reads_cases if "R-PRIV" in input.caller.roles
