# METADATA
# title: Zorggeheim gaat niet tussen samenwerkingsverbanden
# description: >-
#   Between partnerships no data under the secrecy of BW 7:457, Wet BIG 88, Jeugdwet 7.3.11, Wvggz 8:34 or Wzd 18c; no
#   tax data, those of the FIOD excepted, to a private participant.
# custom:
#   id: BGS-07
#   act: BGS
#   article: BGS 1.10 lid 2 en 3
#   tier: 2
#   certainty: V1
#   effect: deny
#   absence: deny
#   inferred: >-
#     The secrecy of a part says so, and where a part names none that of its category in the lift table. The input
#     names the partnership and not which of its participants receives, so tax data wait for a judgement that no
#     private one does. The FIOD is a participant of its own (I).
#   title:
#     nl: Zorggeheim gaat niet tussen samenwerkingsverbanden
#     en: Care secrets do not go between partnerships
#   text:
#     nl: >-
#       Gegevens uit de gezondheidszorg en de jeugdhulp gaan niet van het ene naar het andere samenwerkingsverband.
#       Belastinggegevens gaan niet naar een private deelnemer daarvan.
#     en: >-
#       Data of health care and youth help do not go from one partnership to another. Tax data do not go to a private
#       participant of it.
#   remedies: [OWN_POWER, EXCLUDE_PRIVATE]
package norms.bgs.bgs_07

import data.lib

findings contains {"norm": "BGS-07", "effect": "deny", "fields": names} if {
	to_another_partnership
	names := lib.asked_of(secret_parts)
	count(names) > 0
}

findings contains {"norm": "BGS-07", "effect": "deny", "category": category} if {
	to_another_partnership
	some row in data.facts.lift
	row.secrecy in care_secrets
	some category in row.categories
	category in lib.categories
}

findings contains {"norm": "BGS-07", "effect": "deny", "fields": names} if {
	to_another_partnership
	not public_only
	names := lib.asked_of(lib.tax_parts)
	count(names) > 0
}

findings contains {"norm": "BGS-07", "effect": "deny"} if {
	to_another_partnership
	lib.from_tax_administration
	not public_only
}

to_another_partnership if {
	lib.wgs
	lib.recipient_kind == "OTHER_PARTNERSHIP"
}

care_secrets := {"BW 7:457", "Jeugdwet 7.3.11", "Wet BIG 88", "Wvggz 8:34", "Wzd 18c"}

secret_parts := {name | some name, part in lib.asked_parts; part.secrecy in care_secrets}

public_only if {
	["PUBLIC_ONLY", input.inquiry.recipient.organ, "met"] in lib.said_of_result
	not ["PUBLIC_ONLY", input.inquiry.recipient.organ, "refused"] in lib.said_of_result
}
