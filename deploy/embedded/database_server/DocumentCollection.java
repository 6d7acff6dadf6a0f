import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractSynchronizedMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.MVMap;

/**
 * A collection that keeps its documents packed, by their id. Objects of a document are many and small: kept as such they
 * made the collector of garbage the busiest thread of the server.
 */
public class DocumentCollection extends AbstractSynchronizedMongoCollection {
    private final MVMap documents;

    public DocumentCollection(
        MongoDatabase database, String name, CollectionOptions options, MVMap documents, CursorRegistry cursors
    ) {
        super(database, name, options, cursors);
        this.documents = documents;
    }

    protected Object addDocumentInternal(Document document) {
        Object position = getIdField() == null ? UUID.randomUUID() : Missing.ofNullable(document.get(getIdField()));
        this.documents.put(position, PackedDocument.pack(document));
        return position;
    }

    protected void handleUpdate(Object position, Document before, Document after) {
        this.documents.put(position, PackedDocument.pack(after));
    }

    protected void removeDocument(Object position) {
        this.documents.remove(position);
    }

    protected Document getDocument(Object position) {
        Object packed = this.documents.get(position);
        return packed == null ? null : PackedDocument.unpack(packed);
    }

    public int count() {
        return this.documents.size();
    }

    protected Stream streamAllDocumentsWithPosition() {
        return entries(false).map(new Function() {
            public Object apply(Object found) {
                Map.Entry entry = (Map.Entry) found;
                return new DocumentWithPosition(PackedDocument.unpack(entry.getValue()), entry.getKey());
            }
        });
    }

    /** By the indexes where they narrow the search; along an index where that finds what is wanted sooner. */
    protected QueryResult queryDocuments(
        Document query, Document order, int skipped, int limit, int batch, Document fields
    ) {
        if (query == null || namesId(query)) {
            return super.queryDocuments(query, order, skipped, limit, batch, fields);
        }
        Search search = new Search(getIndexes(), this.documents);
        List candidates = search.candidates(query);
        long many = candidates == null ? count() : Math.min(Search.size(candidates), count());
        Range along = limit > 0 ? search.inOrder(query, order) : null;
        if (along != null && many > 0 && (double) (limit + skipped) * along.size() / many < many) {
            return matchDocumentsFromStream(query, unpacked(along.walk(Search.isDescending(order))), skipped, limit, batch, null, fields);
        }
        if (candidates == null) {
            return super.queryDocuments(query, order, skipped, limit, batch, fields);
        }
        return matchDocumentsFromStream(unpacked(Search.positions(candidates).iterator()), query, order, skipped, limit, batch, fields);
    }

    private boolean namesId(Document query) {
        for (Iterator each = getIndexes().iterator(); each.hasNext();) {
            if (((Index) each.next()).canHandle(query)) {
                return true;
            }
        }
        return false;
    }

    private Stream unpacked(final Iterator positions) {
        Iterable all = new Iterable() {
            public Iterator iterator() {
                return positions;
            }
        };
        return StreamSupport.stream(all.spliterator(), false).map(new Function() {
            public Object apply(Object position) {
                return getDocument(position);
            }
        }).filter(new Predicate() {
            public boolean test(Object document) {
                return document != null;
            }
        });
    }

    protected QueryResult matchDocuments(
        Document query, Document order, int skipped, int limit, int batch, Document fields
    ) {
        Stream found = entries(isNaturalDescending(order)).map(new Function() {
            public Object apply(Object entry) {
                return PackedDocument.unpack(((Map.Entry) entry).getValue());
            }
        });
        return matchDocumentsFromStream(found, query, order, skipped, limit, batch, fields);
    }

    /** Nobody asks for the size, and every update would encode the document twice to know it. */
    protected boolean tracksDataSize() {
        return false;
    }

    protected void updateDataSize(int difference) {
    }

    protected int getDataSize() {
        return 0;
    }

    private Stream entries(boolean backwards) {
        if (!backwards) {
            return this.documents.entrySet().stream();
        }
        List all = new ArrayList(this.documents.entrySet());
        Collections.reverse(all);
        return all.stream();
    }
}
