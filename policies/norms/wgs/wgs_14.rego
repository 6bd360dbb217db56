# METADATA
# title: Alleen betrokken deelnemers
# description: The participants decide who is involved in this activity; nobody else processes in it.
# custom:
#   id: WGS-14
#   act: WGS
#   article: WGS 2.23 lid 5
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     A case that is not there and a case without the caller's organ are refused alike and shown alike (I). A
#     recipient must be involved as well, save a third party, partnership or other RIEC to whom a basis that counts allows
#     a result (I). Whom a case names as its members, who represents an involved participant and its privacy officer may
#     change without being named, and nothing else: a name that is left out or mistyped would otherwise shut out everybody
#     for good. Until it is decided who is involved, that is each participant (I).
#   title:
#     nl: Alleen betrokken deelnemers
#     en: Only involved participants
#   text:
#     nl: >-
#       De deelnemers bepalen samen wie bij een zaak betrokken is. U kunt alleen gegevens vragen en krijgen voor
#       een zaak waarbij uw organisatie betrokken is.
#     en: >-
#       The participants decide together who is involved in a case. Data can be asked and received only for a case
#       in which your organisation is involved.
#   remedies: [NAME_CASE, JOIN_CASE, SIGNAL_TO_RIEC]
package norms.wgs.wgs_14

import data.lib

# No part in the case: nothing of the case may show, not even that it exists.
findings contains {"norm": "WGS-14", "effect": "deny", "discreet": true} if {
	lib.wgs
	lib.apart
}

findings contains {"norm": "WGS-14", "effect": "deny"} if {
	lib.wgs
	not lib.apart
	not lib.recipient_involved
	not outside_by_right
}

# A result for who stands outside (WGS 1.7 lid 2 and 8, 2.20): the norms of that way decide.
outside_by_right if {
	lib.result
	lib.recipient_by_right
	lib.recipient_kind != "PARTICIPANT"
}
