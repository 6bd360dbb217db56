# METADATA
# title: Geheimhouding, en alleen naar wie de wet toestaat
# description: >-
#   Everybody in the work and every recipient is bound to secrecy, save a statutory power or duty to provide.
# custom:
#   id: WGS-28
#   act: WGS
#   article: WGS 1.11
#   tier: 1
#   certainty: V1
#   effect: deny + obligation
#   absence: null
#   inferred: >-
#     Which recipients a basis allows is read from the article it names (WGS 1.5, 1.7, 2.20, 2.23); a general legal duty
#     serves participants, the contact point, supervisors and the person concerned, never the public or third parties.
#     A basis for bringing data in does not serve a result, and received data of a RIEC are measured by the same bases under
#     every regime. A basis that says nothing about giving (a public task, an exception to a ban) allows nobody (I).
#   title:
#     nl: Geheimhouding, en alleen naar wie de wet toestaat
#     en: Secrecy, and only to whom the act allows
#   text:
#     nl: >-
#       Wie in een RIEC werkt of er gegevens uit krijgt, moet die geheimhouden. De grondslag die u noemt, staat niet toe
#       dat deze ontvanger de gegevens krijgt.
#     en: >-
#       Who works in a RIEC or receives data from it must keep them secret. The basis that is claimed does not allow
#       this recipient to receive the data.
#   remedies: [RESULT_ROUTE, STATE_PURPOSE]
package norms.wgs.wgs_28

import data.lib

findings contains {"norm": "WGS-28", "effect": "oblige", "obligation": "SECRECY_NOTICE"} if lib.wgs

findings contains {"norm": "WGS-28", "effect": "deny"} if {
	lib.wgs
	not allowed
}

# What came out of a RIEC stays secret when it is asked under another regime.
findings contains {"norm": "WGS-28", "effect": "deny", "fields": names} if {
	not lib.wgs
	not allowed
	names := lib.asked_of(out_of_a_riec)
	count(names) > 0
}

out_of_a_riec := {name | some name, part in lib.asked_parts; part.originRegime == "WGS"}

allowed if lib.recipient_by_right

allowed if {
	"LB-6C" in lib.bases
	lib.recipient_kind in {"MUNICIPAL", "SUPERVISOR", "SUBJECT"}
}

# What serves to bring data into a RIEC serves no result of it.
allowed if {
	not lib.result
	some basis in lib.bases
	lib.recipient_kind in into_a_riec[basis]
}

into_a_riec := {
	"LB-6C": {"PARTICIPANT"},
	"LB-AWR67-2A": {"PARTICIPANT"},
	"LB-WGS15": {"PARTICIPANT"},
	"LB-WGS223": {"PARTICIPANT"},
	"LB-WJSG39FA": {"PARTICIPANT"},
	"LB-WJSG51CA": {"PARTICIPANT"},
	"LB-WJSG8B": {"PARTICIPANT"},
	"LB-WPG20-3": {"PARTICIPANT"},
}
