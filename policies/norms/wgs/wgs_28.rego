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
#     A basis that says nothing about giving (a public task, an exception to a ban) allows nobody (I).
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

allowed if {
	some basis in lib.bases
	lib.recipient_kind in recipients[basis]
}

recipients := {
	"LB-6C": {"PARTICIPANT", "MUNICIPAL", "SUPERVISOR", "SUBJECT"},
	"LB-AWR67-2A": {"PARTICIPANT"},
	"LB-WGS15": {"PARTICIPANT"},
	"LB-WGS17-1": {"PARTICIPANT"},
	"LB-WGS17-2": {"THIRD_PUBLIC", "THIRD_PRIVATE"},
	"LB-WGS17-8": {"OTHER_PARTNERSHIP"},
	"LB-WGS220": {"OTHER_RIEC"},
	"LB-WGS223": {"PARTICIPANT"},
	"LB-WJSG39FA": {"PARTICIPANT"},
	"LB-WJSG51CA": {"PARTICIPANT"},
	"LB-WJSG8B": {"PARTICIPANT"},
	"LB-WPG20-3": {"PARTICIPANT"},
}
