# METADATA
# title: Alleen deelnemers doen mee
# description: Only bodies that the act names as participants take part; nobody else receives as if it did.
# custom:
#   id: RIEC-02
#   act: RIEC-convenant
#   article: Convenant 2014; WGS 2.19
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     A body outside the circle may receive by a way of its own (WGS 1.7 lid 2 and 8, 2.20): then it does not take
#     part, and the norms of that way decide. Supervisors, the contact point, the person concerned and the public are
#     no bodies that could take part; WGS-28 speaks about them (I).
#   title:
#     nl: Alleen deelnemers doen mee
#     en: Only participants take part
#   text:
#     nl: >-
#       In een RIEC doen alleen organisaties mee die de wet als deelnemer noemt. Deze ontvanger is geen deelnemer en
#       krijgt dus geen gegevens alsof hij meedoet.
#     en: >-
#       Only organisations that the act names as participants take part in a RIEC. This recipient is none, so it
#       receives no data as if it took part.
#   remedies: [RESULT_ROUTE]
package norms.riec.riec_02

import data.lib

findings contains {"norm": "RIEC-02", "effect": "deny"} if {
	lib.wgs
	not takes_part
	not no_body
	count(lib.bases & ways_out) == 0
}

takes_part if lib.recipient_kind == "PARTICIPANT"

no_body if lib.recipient_kind in {"MUNICIPAL", "SUPERVISOR", "SUBJECT", "PUBLIC"}

# To third parties, to another partnership, to another RIEC.
ways_out := {"LB-WGS17-2", "LB-WGS17-8", "LB-WGS220"}
