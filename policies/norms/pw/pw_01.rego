# METADATA
# title: Bijstandsgegevens blijven bij de bijstand
# description: >-
#   What is learned in executing the act is not disclosed beyond that execution, unless a statute obliges, the person has
#   no objection in writing, or nobody can be traced.
# custom:
#   id: PW-01
#   act: Participatiewet
#   article: Participatiewet 65
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     The statute that obliges is WGS 1.5 in a RIEC (lift table); elsewhere none is known to the broker. Work and income
#     and its investigators execute the act together, so between them the norm carries the permit; a written no-objection
#     carries it to another department in the states of the municipal track. What is then needed there is for AVG-02 (I).
#   title:
#     nl: Bijstandsgegevens blijven bij de bijstand
#     en: Social assistance data stay with social assistance
#   text:
#     nl: >-
#       Wat de gemeente weet door de uitvoering van de Participatiewet, blijft daar. Een andere afdeling krijgt het alleen
#       als de betrokkene schriftelijk geen bezwaar heeft.
#     en: >-
#       What the gemeente learns in executing the Participatiewet stays there. Another department gets it only if the
#       person has no objection in writing.
#   remedies: [ASK_NO_OBJECTION, OWN_RESEARCH]
package norms.pw.pw_01

import data.lib

findings contains {"norm": "PW-01", "effect": "permit", "category": "C-UITK"} if {
	asked
	for_assistance
	lib.own_task
	lib.outside_a_case
}

findings contains {"norm": "PW-01", "effect": "permit", "category": "C-UITK"} if {
	asked
	no_objection
	lib.recipient_kind == "DEPT"
	lib.on_the_municipal_track
}

findings contains {"norm": "PW-01", "effect": "deny", "category": "C-UITK"} if {
	asked
	not within_the_execution
	not no_objection
}

asked if {
	not lib.wgs
	"C-UITK" in lib.categories
}

no_objection if ["NO_OBJECTION", null] in lib.upheld

within_the_execution if lib.assistance_department

within_the_execution if for_assistance

# The answer passes through the hands of who asks: both must execute the act.
for_assistance if {
	input.inquiry.purpose == "P-BIJST"
	input.caller.department in {"SR", "WI"}
	input.inquiry.recipient.department in {"SR", "WI"}
}
