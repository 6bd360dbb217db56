# METADATA
# title: De drie basisvragen
# description: Before a request is opened the three base questions of information work are answered; a no stops it.
# custom:
#   id: MN-01
#   act: Werkafspraak
#   article: Actieplan Wie praat, die gaat 3.0, drie basisvragen
#   tier: 4
#   certainty: I
#   effect: deny
#   absence: null
#   inferred: >-
#     The three grounds stand for the three questions: necessity for a shared question with information that is not at
#     hand, proportionality for the willingness to act on it, subsidiarity for whether and how it can be obtained and
#     shared. Grounds that are given count as a yes; whether they hold is for the judgements. Counts without persons are
#     asked without grounds (I).
#   title:
#     nl: De drie basisvragen
#     en: The three base questions
#   text:
#     nl: >-
#       Leg drie dingen uit. Welke gezamenlijke vraag is er, en waarom is deze informatie nodig? Wat gaat u ermee doen?
#       En waarom kan het niet met minder of op een andere manier? Ontbreekt een antwoord, dan stopt het verzoek.
#     en: >-
#       Explain three things. Which shared question is there, and why is this information needed? What will you do with
#       it? And why will less, or another way, not do? If an answer is missing, the request stops.
#   remedies: [GIVE_GROUNDS]
package norms.mn.mn_01

import data.lib

findings contains {"norm": "MN-01", "effect": "deny"} if {
	not is_null(input.inquiry)
	not lib.impersonal
	not answered
}

answered if {
	input.inquiry.reasoned.necessity == true
	input.inquiry.reasoned.proportionality == true
	input.inquiry.reasoned.subsidiarity == true
}
