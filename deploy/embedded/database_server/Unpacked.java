import de.bwaldvogel.mongo.bson.Document;

/** A document in hand, and how many bytes it has packed. */
public class Unpacked {
    public final Document document;
    public final int bytes;

    public Unpacked(Document document, int bytes) {
        this.document = document;
        this.bytes = bytes;
    }
}
