extension TextSize {
    /// By how many of the system's steps this size lies above the one that the phone is set to.
    ///
    /// The system grows its usual text, of 17 points, to 23, 28 and 33 in three, four and five
    /// steps: about the 1.3, 1.6 and 2 times that the choices say.
    private var steps: Int {
        switch self {
        case .normal: 0
        case .large: 3
        case .largest: 4
        case .double: 5
        }
    }

    /// The size in which texts are set, as a place in the system's list of sizes, of which there are `count`.
    public func enlarging(_ system: Int, of count: Int) -> Int {
        min(system + steps, count - 1)
    }
}
