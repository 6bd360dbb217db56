# METADATA
# title: Nagaan of het BSN klopt
# description: >-
#   Authorities may use the citizen service number in their task and must make sure that it belongs to the person; a
#   private party needs a statute of its own.
# custom:
#   id: BSN-01
#   act: Wabb
#   article: Wabb 10 tot en met 12
#   tier: 1
#   certainty: V2
#   effect: obligation / deny
#   absence: null
#   inferred: >-
#     Speaks when the number itself is asked. No statute of a private recipient is known to the broker, so the number is
#     refused there; everybody else must verify it (I).
#   title:
#     nl: Nagaan of het BSN klopt
#     en: Verifying the citizen service number
#   text:
#     nl: >-
#       Een overheid die het burgerservicenummer gebruikt, gaat na of het bij deze persoon hoort. Een private partij krijgt
#       het nummer niet.
#     en: >-
#       An authority that uses the citizen service number makes sure that it belongs to this person. A private party does
#       not get the number.
#   remedies: [ASK_FEWER_FIELDS]
package norms.bsn.bsn_01

import data.lib

findings contains {"norm": "BSN-01", "effect": "oblige", "obligation": "VERIFY_BSN"} if {
	lib.fields_by_flag.BSN
	not to_a_private_party
	not ["BSN_VERIFIED", null] in lib.upheld
}

findings contains {"norm": "BSN-01", "effect": "deny", "fields": names} if {
	to_a_private_party
	names := sort(lib.fields_by_flag.BSN)
}

to_a_private_party if lib.recipient_kind == "THIRD_PRIVATE"
