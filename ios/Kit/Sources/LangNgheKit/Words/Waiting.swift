/// What there is to know of why something waits.
struct Waiting {
    /// All words have arrived.
    let photographsOnly: Bool
    /// Something is leaving right now.
    let sending: Bool
    let link: Link
    let savingPower: Bool
    let photosOnWifiOnly: Bool
    /// What answered last could not prove that it is the server.
    var unproven = false
}

extension Wording {
    /// Why it waits, the same way as the core decides what it lets go.
    func whyItWaits(_ waiting: Waiting) -> String {
        let says = texts.kit
        let photographsAreHeld = waiting.photographsOnly && waiting.link == .metered
        return if waiting.link == .offline {
            says.whyNoNetwork
        } else if waiting.sending {
            says.whySending
        } else if waiting.unproven {
            says.whyUnproven
        } else if photographsAreHeld && waiting.photosOnWifiOnly {
            says.whyWaitsForWifi
        } else if photographsAreHeld && waiting.savingPower {
            says.whySavesPower
        } else {
            says.whyWaitsForServer
        }
    }
}
