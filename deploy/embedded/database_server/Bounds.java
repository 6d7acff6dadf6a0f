import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;

/** What a query demands of one path: that it is there, and between which texts. */
public class Bounds {
    public boolean demanded;
    public String least;
    public String most;
    private final String path;

    public Bounds(String path) {
        this.path = path;
    }

    public void read(Document query) {
        readOne(query.get(this.path));
        if (query.get("$and") instanceof Collection) {
            for (Iterator each = ((Collection) query.get("$and")).iterator(); each.hasNext();) {
                read((Document) each.next());
            }
        }
    }

    /** A condition of the path itself. */
    public void readOne(Object asked) {
        if (asked instanceof Document) {
            Document told = (Document) asked;
            this.demanded |= Boolean.TRUE.equals(told.get("$exists"));
            this.least = later(this.least, later(text(told.get("$gt")), text(told.get("$gte"))));
            this.most = earlier(this.most, earlier(text(told.get("$lt")), text(told.get("$lte"))));
            this.demanded |= this.least != null || this.most != null;
        }
    }

    private static String text(Object value) {
        return value instanceof String ? (String) value : null;
    }

    private static String later(String one, String other) {
        return one == null || (other != null && other.compareTo(one) > 0) ? other : one;
    }

    private static String earlier(String one, String other) {
        return one == null || (other != null && other.compareTo(one) < 0) ? other : one;
    }
}
