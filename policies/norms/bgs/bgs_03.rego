# METADATA
# title: Eerst nagaan of het klopt
# description: >-
#   Who reports checks accuracy and quality first and stays responsible; errors are corrected at once, and the origin is
#   told.
# custom:
#   id: BGS-03
#   act: BGS
#   article: BGS 1.6 en 1.7
#   tier: 2
#   certainty: V1
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     Checking is asked where information is brought in with a signal (R0); nothing can be asked in that state. What came
#     from a RIEC stays under the duty to correct, whatever regime it is asked under. Who corrects, notifies; of what holds
#     a part that came from a RIEC, also elsewhere (I).
#   title:
#     nl: Eerst nagaan of het klopt
#     en: First check whether it is right
#   text:
#     nl: >-
#       Wie een signaal meldt, controleert eerst of de informatie klopt. Is dat niet gebeurd, dan gaat zij niet mee. Wordt
#       informatie betwist of blijkt zij fout, dan wordt zij meteen hersteld en hoort de herkomst dat.
#     en: >-
#       Who reports a signal first checks whether the information is right. If that was not done, it is not brought in. If
#       information is disputed or turns out wrong, it is corrected at once and its origin is told.
#   remedies: [VERIFY_FIRST]
package norms.bgs.bgs_03

import data.lib

correct := {"norm": "BGS-03", "effect": "oblige", "obligation": "CORRECT_AND_NOTIFY"}

# Of a case that one has no part in, nobody learns in which state it is.
acts contains {"norm": "BGS-03", "effect": "deny"} if {
	input.act.kind == "hold"
	input.case.regime == "WGS"
	input.case.state == "R0"
	lib.takes_part
	some part in input.holding.parts
	not part.verified == true
}

acts contains correct if {
	input.act.kind == "correct"
	input.case.regime == "WGS"
	concerned
}

# What is corrected outside a RIEC, and came from one: a part of it is enough.
acts contains correct if {
	input.act.kind == "correct"
	concerned
	some part in input.holding.parts
	part.originRegime == "WGS"
}

concerned if lib.takes_part

# The privacy officer corrects without being a member.
concerned if {
	"R-PRIV" in input.caller.roles
	lib.has_part
}

concerned if lib.keeps_files

findings contains correct if {
	some part in lib.asked_parts
	part.disputed == true
	of_a_riec(part)
}

of_a_riec(_) if lib.wgs

of_a_riec(part) if part.originRegime == "WGS"
