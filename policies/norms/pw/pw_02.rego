# METADATA
# title: Inlichtingen voor de bijstand
# description: >-
#   Employers and listed bodies must inform the college for the execution of the act, and for that only.
# custom:
#   id: PW-02
#   act: Participatiewet
#   article: Participatiewet 63, Participatiewet 64
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     Carries the permit from listed bodies that hold a source, because no other norm is known for this path; the
#     reasoned grounds of the asker suffice for necessity, as for BRP-01. Suwinet follows its own statute (SUWI-01), and
#     the duty does not lift the secrecy of the tax administration beyond AWR-01. Who relies on this duty for another
#     purpose is refused; who names it beside a basis that does carry the question loses nothing by it (I).
#   title:
#     nl: Inlichtingen voor de bijstand
#     en: Information for social assistance
#   text:
#     nl: >-
#       Werkgevers en in de wet genoemde instanties geven werk en inkomen de inlichtingen die nodig zijn voor de bijstand.
#       Voor een ander doel geldt die plicht niet.
#     en: >-
#       Employers and bodies listed in the act give work and income the information that social assistance needs. For
#       another purpose there is no such duty.
#   remedies: [STATE_PURPOSE, OWN_RESEARCH]
package norms.pw.pw_02

import data.lib

findings contains {"norm": "PW-02", "effect": "permit", "category": category} if {
	"LB-PW64" in lib.bases
	input.inquiry.purpose == "P-BIJST"
	of_a_listed_body
	input.inquiry.reasoned.necessity == true
	lib.assistance_department
	lib.own_task
	lib.outside_a_case
	some category in (lib.categories - {"C-SUWI"})
}

findings contains {"norm": "PW-02", "effect": "deny"} if {
	"LB-PW64" in input.inquiry.legalBasis
	input.inquiry.purpose != "P-BIJST"
	of_a_listed_body
	not lib.sector_basis
}

of_a_listed_body if {
	input.inquiry.regime == "BILATERAL"
	lib.source.organ in listed_bodies
}

listed_bodies := {"BD", "ENERGY", "KVK", "SVB", "UWV", "WOCO"}
