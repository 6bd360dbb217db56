# METADATA
# title: BRP-gegevens voor een andere overheid
# description: >-
#   Another authority gets population data on a reasoned request as far as necessary; bulk or systematic supply belongs to
#   the Minister.
# custom:
#   id: BRP-02
#   act: Wet BRP
#   article: Wet BRP 3.2, Wet BRP 3.5
#   tier: 1
#   certainty: V2
#   effect: deny
#   absence: null
#   inferred: >-
#     Carries the permit for an authority that asks for itself and for its own task, because no other norm is known
#     for this path; its reasoned grounds suffice, as for BRP-01. On the municipal track nothing goes outside (BGP-11), and
#     in a RIEC the WGS is the statute (I).
#   title:
#     nl: BRP-gegevens voor een andere overheid
#     en: Population register data for another authority
#   text:
#     nl: >-
#       Een andere overheid krijgt van de gemeente alleen BRP-gegevens als zij voor haar eigen taak vraagt en uitlegt waarom
#       het nodig is. Grote aantallen of vaste leveringen gaan via de minister.
#     en: >-
#       Another authority gets population register data from the gemeente only if it asks for its own task and explains the
#       need. Large numbers or regular supply go through the Minister.
#   remedies: [STATE_PURPOSE, ASK_FOR_A_CASE]
package norms.brp.brp_02

import data.lib

findings contains {"norm": "BRP-02", "effect": "permit", "category": category} if {
	some category in lib.brp_categories
	another_authority
	reasoned_request
	for_its_own_task
}

findings contains {"norm": "BRP-02", "effect": "deny", "category": category} if {
	some category in lib.brp_categories
	another_authority
	not reasoned_request
}

findings contains {"norm": "BRP-02", "effect": "deny", "category": category} if {
	some category in lib.brp_categories
	another_authority
	not lib.bgp
	not for_its_own_task
}

another_authority if {
	not lib.wgs
	lib.recipient_kind in {"PARTICIPANT", "THIRD_PUBLIC"}
}

reasoned_request if {
	input.inquiry.reasoned.necessity == true
	input.inquiry.mode in {"HITNOHIT", "DETAIL"}
}

# The basis counts only under its tabled conditions: bilateral, and for authorities that it names.
for_its_own_task if {
	"LB-BRP35" in lib.bases
	input.caller.organ == input.inquiry.recipient.organ
	input.inquiry.namesCase == false
	lib.caller_holds_task
	lib.purpose_fits_task
}
