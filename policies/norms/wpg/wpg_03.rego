# METADATA
# title: Politiegegevens in een bijzonder geval
# description: >-
#   Incidental provision in special cases for a weighty public interest, in agreement with the competent authority, for
#   four goals: prevent or detect crime, public order, help, supervision.
# custom:
#   id: WPG-03
#   act: Wpg
#   article: Wpg 19
#   tier: 1
#   certainty: V1
#   effect: needs approval
#   absence: review
#   inferred: >-
#     Carries the permit once the authority agreed, because no other norm is known for this path. The authority records
#     in one judgement that the case is special, the interest weighty and the data necessary, and that it agrees, for
#     one source, purpose and subject. It counts for thirty days: what is incidental does not go on. Help is read as
#     social support and youth help. Data of boa's are police data of their employer and follow the same route; purposes
#     outside the four goals are refused. Who names Wpg 19 beside another route that carries the data waits for nothing
#     and is refused nothing. What others hold is not asked of the police (WPG-06) (I).
#   title:
#     nl: Politiegegevens in een bijzonder geval
#     en: Police data in a special case
#   text:
#     nl: >-
#       In een bijzonder geval kan de politie gegevens geven om misdrijven te voorkomen of op te sporen, de openbare
#       orde te handhaven, te helpen of toezicht te houden. Het bevoegd gezag moet het ermee eens zijn.
#     en: >-
#       In a special case the police can give data to prevent or detect crime, to keep public order, to help or to
#       supervise. The competent authority must agree.
#   remedies: [ASK_AUTHORITY, SIGNAL_TO_RIEC]
package norms.wpg.wpg_03

import data.lib

findings contains {"norm": "WPG-03", "effect": "permit", "category": category} if {
	lib.incidental
	some category in lib.categories
}

findings contains {
	"norm": "WPG-03",
	"effect": "require",
	"attestation": "SPECIAL_CASE",
	"scope": {
		"source": input.inquiry.source,
		"purpose": input.inquiry.purpose,
		"subject": lib.subject_key,
	},
	"category": category,
} if {
	lib.incidental
	not ["SPECIAL_CASE", null] in lib.met
	some category in unaided
}

findings contains {"norm": "WPG-03", "effect": "deny", "category": category} if {
	lib.incidental
	["SPECIAL_CASE", null] in lib.refused
	some category in unaided
}

findings contains {"norm": "WPG-03", "effect": "deny", "category": category} if {
	relied_on
	not lib.incidental
	some category in unaided
}

# Named for data that Wpg 19 can be about, and asked of who processes them.
relied_on if {
	"LB-WPG19" in input.inquiry.legalBasis
	input.inquiry.regime == "BILATERAL"
	not lib.names_holding
	lib.fits_categories(data.facts.legal_bases["LB-WPG19"].categories)
}

# What no other route of the Wpg carries: where one does, the claim takes nothing away.
unaided := lib.categories - lib.police_carried_structurally

# Articles of the categories that the basis covers; a record that does not say its article stays behind.
screening contains {"norm": "WPG-03", "effect": "deny", "record": record.index} if {
	lib.incidental
	some record in input.records
	not record.wpgArticle in {"8", "9", "10a", "10c", "13"}
}
