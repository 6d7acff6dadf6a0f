import java.util.Set;

/** Positions of documents that an index found: how many is known before they are read. */
public abstract class Found {
    /** A document may be counted several times. */
    public abstract long size();

    public abstract void addTo(Set positions);
}
