# METADATA
# title: Ontvangen politiegegevens alleen voor dat doel
# description: >-
#   Who receives police data keeps them secret, unless a rule obliges to provide or its own task makes it necessary; so
#   no sharing onward for another task.
# custom:
#   id: WPG-06
#   act: Wpg
#   article: Wpg 7 lid 2
#   tier: 1
#   certainty: V1
#   effect: permit / deny
#   absence: null
#   inferred: >-
#     Speaks about information that is held, part by part: police data are what the police or the marechaussee is the
#     origin of, whoever holds it now and in whatever category. Its own task makes it necessary where departments of
#     the organ that received it ask, outside a case, for the purpose it was received for; that carries the permit. Of
#     rules that oblige to pass them on for another purpose the tables know none: the secrecy is closed, and WGS 1.5
#     does not lift it (facts/lift.json) (I).
#   title:
#     nl: Ontvangen politiegegevens alleen voor dat doel
#     en: Police data received are for that purpose only
#   text:
#     nl: >-
#       Wie politiegegevens heeft gekregen, houdt ze geheim. Hij gebruikt ze alleen voor het doel waarvoor hij ze
#       kreeg. Voor een andere taak vraagt u ze aan de politie zelf.
#     en: >-
#       Who received police data keeps them secret and uses them only for the purpose they were received for. For
#       another task they are asked of the police itself.
#   remedies: [ASK_POLICE, SIGNAL_TO_RIEC]
package norms.wpg.wpg_06

import data.lib

findings contains {"norm": "WPG-06", "effect": "permit", "fields": names} if {
	names := lib.asked_of(lib.police_parts_kept_to_purpose)
	count(names) > 0
}

findings contains {"norm": "WPG-06", "effect": "deny", "fields": names} if {
	names := lib.asked_of(elsewhere)
	count(names) > 0
}

elsewhere := {name |
	some name in lib.police_parts
	not input.inquiry.purpose in lib.asked_parts[name].receivedFor
}
