# METADATA
# title: Geheimhouding in de BRP
# description: >-
#   A confidentiality note blocks provision to third parties, not to authorities, and travels with the data.
# custom:
#   id: BRP-03
#   act: Wet BRP
#   article: Wet BRP 2.59, Wet BRP 3.9, Wet BRP 3.10, Wet BRP 3.21
#   tier: 1
#   certainty: V2
#   effect: permit / deny + obligation
#   absence: null
#   inferred: >-
#     A record whose note is unknown counts as secret; every recipient that is not known to be an authority counts as a
#     third party. The article is about the register: information that somebody holds goes by its own rules, and a part
#     that is flagged with a note keeps it. Carries the permit under the ordinance that was recorded for the purpose,
#     because no other norm is known for this path; the college asks, for a task that is served by it. The fixed set was
#     not noted in full and is read as name and address. Consent instead of an ordinance has no route in the broker (I).
#   title:
#     nl: Geheimhouding in de BRP
#     en: Confidentiality note in the population register
#   text:
#     nl: >-
#       Derden krijgen alleen naam en adres, en alleen als een gemeentelijke verordening dat toestaat. Heeft iemand
#       geheimhouding gevraagd, dan krijgen zij niets. Een overheid mag de gegevens wel krijgen, maar de aantekening gaat
#       mee.
#     en: >-
#       Third parties get name and address only, and only if a municipal ordinance allows it. If somebody asked for
#       confidentiality, they get nothing. An authority may receive the data, but the note travels along.
#   remedies: [RECORD_ORDINANCE]
package norms.brp.brp_03

import data.lib

# Third parties get population data only under an ordinance (Wet BRP 3.9).
findings contains {"norm": "BRP-03", "effect": "deny", "category": category} if {
	some category in lib.brp_categories
	lib.recipient_kind == "THIRD_PRIVATE"
	not "LB-BRP39" in lib.bases
}

# The fixed set, to a third party under the ordinance. The college provides: an organ that holds another register does not
# ask here, and a question about many or in a case is none of the ordinance's.
findings contains {"norm": "BRP-03", "effect": "permit", "fields": names} if {
	lib.recipient_kind == "THIRD_PRIVATE"
	"LB-BRP39" in lib.bases
	not lib.names_holding
	input.caller.organ == lib.source.organ
	lib.caller_holds_task
	lib.purpose_fits_task
	lib.single_question
	input.inquiry.reasoned.necessity == true
	names := sort([name | some name in input.inquiry.fields; name in fixed_set])
	count(names) > 0
}

fixed_set := {"geslachtsnaam", "voornamen", "adres"}

# What somebody holds of it carries the note with the part.
findings contains {"norm": "BRP-03", "effect": "oblige", "obligation": "PASS_NOTE"} if {
	count(secret_parts) > 0
	authority
}

findings contains {"norm": "BRP-03", "effect": "deny", "fields": names} if {
	not authority
	names := lib.asked_of(secret_parts)
	count(names) > 0
}

secret_parts := {name | some name, flags in lib.flags_of_part; "BRPSECRET" in flags}

screening contains {"norm": "BRP-03", "effect": "oblige", "record": record.index, "obligation": "PASS_NOTE"} if {
	some record in may_be_secret
	authority
}

screening contains {"norm": "BRP-03", "effect": "deny", "record": record.index} if {
	some record in may_be_secret
	not authority
}

# A record that should tell and does not is treated as secret.
may_be_secret contains record if {
	some record in input.records
	record.brpSecret == true
}

may_be_secret contains record if {
	is_string(lib.source.control.brpSecret)
	some record in input.records
	is_null(record.brpSecret)
}

authority if lib.recipient_kind in {"DEPT", "MUNICIPAL", "PARTICIPANT", "THIRD_PUBLIC", "SUPERVISOR", "OTHER_RIEC"}
